// Checks hookctl against every SDK and counts. Usage: node check.mjs [PACKAGE | PROVIDER]…
import { sign, verify } from './hookctl.mjs';
import { allSdks, unused } from './sdks.mjs';
import { sender } from './senders.mjs';

const LIMIT = 60_000; // milliseconds that an SDK may take
const { sdks, end } = await allSdks();
const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;

async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(
      `FAILED  ${name}\n        ${String(error.message ?? error)
        .trim()
        .replaceAll('\n', '\n        ')}`,
    );
  }
}

/** No SDK has anything to wait for. */
const late = () => new Promise((_, reject) => setTimeout(reject, LIMIT, new Error(`no answer in ${LIMIT} ms`)).unref());

/** Whether the SDK takes the request: it says so with `true`, and refuses with `false` or an error. */
async function takes(sdk, request, secret) {
  try {
    const answer = await Promise.race([sdk.verify(request, secret), late()]);
    return { answer: answer === true, why: `it said ${JSON.stringify(answer)}` };
  } catch (error) {
    return { answer: false, why: `${error.name}: ${error.message}`.slice(0, 500) };
  }
}

async function accepted(sdk, one, request, at) {
  const { answer, why } = await takes(sdk, request, one.secret);
  if (!answer) throw new Error(`the SDK refuses it: ${why}\n${shown(request)}`);
  const { verdict, said } = verify({ slug: one.slug, secret: one.secret, at, request });
  if (verdict !== 'valid') throw new Error(`hookctl refuses it: ${said}\n${shown(request)}`);
}

async function refused(sdk, one, request, at) {
  const spoilt = one.spoil(request);
  if ((await takes(sdk, spoilt, one.secret)).answer) throw new Error(`the SDK takes it changed\n${shown(spoilt)}`);
  const { verdict, status, said } = verify({ slug: one.slug, secret: one.secret, at, request: spoilt });
  if (verdict !== 'invalid' || status !== 1) throw new Error(`hookctl takes it changed: ${said}\n${shown(spoilt)}`);
}

const shown = ({ url, headers, body }) => `${url} ${JSON.stringify(headers)}\n${body}`;

for (const sdk of sdks) {
  if (wanted.length && !wanted.includes(sdk.sdk) && !wanted.includes(sdk.slug)) continue;
  const one = sender(sdk.slug);
  const name = `${sdk.slug}, ${sdk.sdk} ${sdk.version} (${sdk.registry})`;

  await test(`${name}: takes what hookctl signs`, async () => {
    const now = Date.now();
    const at = new Date(now).toISOString();
    const made = sign({ ...one, secret: one.privateKey ?? one.secret, at, body: one.body(now) });
    const request = { ...made, headers: { ...one.headers, ...made.headers } };
    await accepted(sdk, one, request, at);
    await refused(sdk, one, request, at);
  });

  if (!sdk.sign) continue;
  await test(`${name}: signs what hookctl takes`, async () => {
    const now = Date.now();
    const at = new Date(now).toISOString();
    const plain = { method: 'POST', url: one.url, headers: one.headers, body: one.body(now) };
    const made = await sdk.sign(plain, one.privateKey ?? one.secret, now);
    const request = { ...plain, ...made, headers: { ...plain.headers, ...made.headers } };
    await accepted(sdk, one, request, at);
    await refused(sdk, one, request, at);
  });
}

if (!wanted.length) {
  await test('every package that is installed is used', () => {
    const names = unused(sdks);
    if (names.length) throw new Error(names.join(' '));
  });
}
end();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);
