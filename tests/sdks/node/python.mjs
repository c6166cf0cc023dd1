// The SDKs for Python: one process answers a line of JSON with a line of JSON.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LIMIT = 60_000; // milliseconds that an answer may take

export async function pythonSdks() {
  const script = join(process.env.SDKS_HERE, 'python', 'peer.py');
  const peer = spawn(process.env.SDKS_PYTHON, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const waiting = [];
  createInterface({ input: peer.stdout }).on('line', (line) => waiting.shift().done(JSON.parse(line)));
  peer.on('exit', (status) => waiting.splice(0).forEach(({ failed }) => failed(new Error(`python ended: ${status}`))));

  const ask = (question) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer from python in ${LIMIT} ms`)), LIMIT);
      const settle = (how) => (value) => (clearTimeout(timer), how(value));
      waiting.push({ done: settle(resolve), failed: settle(reject) });
      peer.stdin.write(`${JSON.stringify(question)}\n`);
    }).then((answer) => {
      if ('error' in answer) throw new Error(answer.error);
      return answer.value;
    });
  const wire = (request) => ({ ...request, body: request.body.toString('base64') });

  const sdks = (await ask({ do: 'list' })).map(({ number, signs, ...entry }) => ({
    ...entry,
    registry: 'PyPI',
    verify: (request, key) => ask({ do: 'verify', number, key, request: wire(request) }),
    sign:
      signs &&
      (async (request, key, now) => {
        const made = await ask({ do: 'sign', number, key, now, request: wire(request) });
        return made.body ? { ...made, body: Buffer.from(made.body, 'base64') } : made;
      }),
  }));
  return { sdks, end: () => peer.stdin.end() };
}
