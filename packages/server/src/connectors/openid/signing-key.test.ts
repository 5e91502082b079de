import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { signingKey } from './signing-key.ts';

test('every encryption key gives a key whose signatures are valid, also if the key begins with zeros', () => {
  let beginWithZeros = 0;
  for (let n = 0; n < 300; n++) {
    const jwk: JsonWebKey = signingKey(createHash('sha256').update(`${n}`).digest());
    const { d, ...shared } = jwk;
    const signature = sign('sha256', Buffer.from('token'), createPrivateKey({ key: jwk, format: 'jwk' }));
    const publicKey = createPublicKey({ key: shared, format: 'jwk' });
    expect(verify('sha256', Buffer.from('token'), publicKey, signature), `key ${n}`).toBe(true);
    if (Buffer.from(d!, 'base64url')[0] === 0) beginWithZeros++;
  }
  expect(beginWithZeros).toBeGreaterThan(0);
});
