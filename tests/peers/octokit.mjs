// Posts every example payload of every GitHub edition and prints what it sent, a line each. Usage: node octokit.mjs URL
import { createRequire } from 'node:module';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';

const require = createRequire(import.meta.url);
const home = dirname(require.resolve('@octokit/webhooks-examples/package.json'));
const editions = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory());
let number = 0;
for (const edition of editions) {
  for (const { name, examples } of require(`${home}/${edition.name}/index.json`)) {
    for (const example of examples) {
      const body = JSON.stringify(example);
      const delivery = String(++number);
      const answer = await fetch(`${process.argv[2]}/${edition.name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-github-event': name, 'x-github-delivery': delivery },
        body,
      });
      await answer.arrayBuffer();
      console.log(JSON.stringify({ delivery, name, edition: edition.name, status: answer.status, body }));
    }
  }
}
