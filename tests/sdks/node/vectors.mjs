// Writes FOLDER/SLUG.toml anew: deliveries that the SDKs sign, at a fixed time. Usage: node vectors.mjs FOLDER
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { allSdks } from './sdks.mjs';
import { sender } from './senders.mjs';

const NOW = Date.parse('2026-03-16T08:00:00Z');
const AT = '2026-03-16T08:00:05Z';
const folder = process.argv[2];

const { sdks, end } = await allSdks();
const made = new Map();
for (const sdk of sdks.filter(({ sign }) => sign)) {
  const request = await signed(sdk, sender(sdk.slug));
  const cases = made.get(sdk.slug) ?? [];
  const wire = JSON.stringify([request.url, Object.entries(request.headers).sort(), request.body.toString('base64')]);
  // What several SDKs sign alike is one case.
  const same = cases.find((other) => other.wire === wire);
  const maker = `${sdk.sdk} ${sdk.version} (${sdk.registry})`;
  if (same) same.makers.push(maker);
  else made.set(sdk.slug, [...cases, { wire, request, makers: [maker] }]);
}
end();

const files = [...made].map(([slug, cases]) => {
  const one = sender(slug);
  const texts = cases.flatMap(({ request, makers }) => {
    const by = makers.join(' and ');
    const source = `made by tests/sdks/make-vectors with ${by}`;
    const spoilt = one.spoil(request);
    for (const value of [one.event, one.eventId]) {
      if (request.body.includes(value ?? '') !== spoilt.body.includes(value ?? ''))
        throw new Error(`${slug}: ${value} changed`);
    }
    const changed = { expect: one.spoilt ?? 'no_match', source: `${source}, then changed` };
    return [
      text({ name: `signed by ${by}`, expect: 'valid', source, one, request }),
      text({ name: `signed by ${by}, one byte changed`, ...changed, one, request: spoilt }),
    ];
  });
  return [`${slug}.toml`, texts.join('\n')];
});
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, content] of files) writeFileSync(join(folder, name), content);
console.log(`${files.length} files`);
process.exit(0);

/** What the SDK makes of the provider's delivery at the fixed time, whatever clock it looks at. */
async function signed(sdk, one) {
  const plain = { method: 'POST', url: one.url, headers: one.headers, body: one.body(NOW) };
  mock.timers.enable({ apis: ['Date'], now: NOW });
  try {
    const signature = await sdk.sign(plain, one.privateKey ?? one.secret, NOW);
    return { ...plain, ...signature, headers: { ...plain.headers, ...signature.headers } };
  } finally {
    mock.timers.reset();
  }
}

function text({ name, source, expect, one, request: { method, url, headers, body } }) {
  const lines = {
    name: quoted(name),
    source: quoted(source),
    expect: quoted(expect),
    secrets: `[${quoted(one.secret)}]`,
    at: quoted(AT),
    method: quoted(method),
    url: quoted(url),
    headers: `[${Object.entries(headers)
      .map(([key, value]) => `[${quoted(key)}, ${quoted(value)}]`)
      .join(', ')}]`,
    body: literal(body.toString()),
    ...(one.event && { event_type: quoted(one.event) }),
    ...(one.eventId && { event_id: quoted(one.eventId) }),
  };
  const all = Object.entries(lines).map(([key, value]) => `${key} = ${value}\n`);
  return `[[case]]\n${all.join('')}`;
}

/** A text in TOML; JSON's escapes are TOML's too. */
function quoted(value) {
  return JSON.stringify(value);
}

function literal(value) {
  return /['\p{Cc}]/u.test(value) ? quoted(value) : `'${value}'`;
}
