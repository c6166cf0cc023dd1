// Keys for the tests: the Ed25519 one is fixed, so that vectors stay the same; the others are new in every run.
import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';

const seed = Buffer.from('hookctl test seed of 32 bytes...');
const ed25519Key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
  format: 'der',
  type: 'pkcs8',
});

export const ed25519 = {
  seed,
  pem: ed25519Key.export({ format: 'pem', type: 'pkcs8' }),
  publicKey: createPublicKey(ed25519Key).export({ format: 'der', type: 'spki' }).subarray(-32),
};

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const ecdsa = {
  pem: p256.privateKey.export({ format: 'pem', type: 'pkcs8' }),
  publicKey: p256.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
};

/** An RSA key and an X.509 certificate of it, both PEM. */
export const certificate = (() => {
  const made = spawnSync(process.env.SDKS_PYTHON, [join(process.env.SDKS_HERE, 'python', 'certificate.py')]);
  if (made.status !== 0) throw new Error(`no certificate: ${made.stderr}`);
  return JSON.parse(made.stdout);
})();
