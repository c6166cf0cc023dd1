// Runs the hookctl that is tested, as its users do: files, options, a secret in the environment.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hookctl-'));
const LIMIT = 60_000; // milliseconds that a command may take
let files = 0;
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

function run(args, secret) {
  const done = spawnSync(process.env.HOOKCTL, args, {
    env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', SDK_SECRET: secret },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT,
  });
  if (done.error) throw done.error;
  const said = `hookctl ${args.join(' ')}: exit status ${done.status ?? done.signal}\n${done.stdout}${done.stderr}`;
  return { status: done.status, said, out: () => parse(done.stdout, said) };
}

function parse(text, said) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`not one JSON value: ${said}`);
  }
}

function file(bytes) {
  const path = join(folder, `${++files}`);
  writeFileSync(path, bytes);
  return path;
}

/** The request that `hookctl sign` makes of a body. */
export function sign({ slug, secret, url, at, id, body }) {
  const args = ['sign', file(body), '--provider', slug, '--secret', 'env:SDK_SECRET', '--url', url, '--at', at];
  if (id) args.push('--id', id);
  const { status, said, out } = run([...args, '--method', 'POST', '--print=json'], secret);
  if (status !== 0) throw new Error(said);
  const made = out();
  if (made.v !== 1 || made.type !== 'request' || made.method !== 'POST') throw new Error(said);
  const headers = {};
  for (const [name, value] of made.headers) {
    const key = name.toLowerCase();
    if (key in headers) throw new Error(`the header ${key} twice: ${said}`);
    headers[key] = value;
  }
  const bytes = 'text' in made.body ? Buffer.from(made.body.text) : Buffer.from(made.body.base64, 'base64');
  return { method: 'POST', url: made.url, headers, body: bytes };
}

/** What `hookctl verify` says of a request: its verdict, and the whole output for messages. */
export function verify({ slug, secret, at, request }) {
  const path = file(raw(request));
  const args = ['verify', path, '--provider', slug, '--secret', 'env:SDK_SECRET', '--url', request.url, '--at', at];
  const { status, said, out } = run([...args, '--json'], secret);
  const verdict = out();
  if (verdict.v !== 1 || verdict.type !== 'verdict' || (status === 0) !== (verdict.status === 'valid')) {
    throw new Error(said);
  }
  return { verdict: verdict.status, status, said };
}

/** The bytes of the request on the wire. */
function raw({ method, url, headers, body }) {
  const { host, pathname } = new URL(url);
  const target = url.includes('?') ? pathname + url.slice(url.indexOf('?')) : pathname;
  const lines = { host, ...headers, 'content-length': body.length };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${head.join('')}\r\n`), body]);
}
