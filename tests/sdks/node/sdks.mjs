// Every SDK of both languages, with its version.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonSdks } from './python.mjs';
import { bodies } from './sdks-body.mjs';
import { payloads } from './sdks-payload.mjs';
import { standards } from './sdks-standard.mjs';
import { times } from './sdks-time.mjs';
import { urls } from './sdks-url.mjs';

const read = (path) => readFileSync(path, 'utf8');

export async function allSdks() {
  const python = await pythonSdks();
  const node = [...standards, ...bodies, ...times, ...urls, ...payloads].map((one) => ({
    ...one,
    registry: 'npm',
    version: JSON.parse(read(join('node_modules', one.sdk, 'package.json'))).version,
  }));
  return { sdks: [...node, ...python.sdks], end: python.end };
}

/** The packages that are installed for the tests but that no test uses. */
export function unused(sdks) {
  const named = Object.keys(JSON.parse(read('package.json')).dependencies);
  const asked = read(join(process.env.SDKS_HERE, 'requirements.txt')).split('\n# ')[0].split('\n');
  const names = [...named, ...asked.filter((line) => line.includes('==')).map((line) => line.split('==')[0])];
  const used = new Set(sdks.map(({ sdk }) => sdk));
  return names.filter((name) => !used.has(name));
}
