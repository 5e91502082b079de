import { createECDH, createHash, hkdfSync } from 'node:crypto';
import { sandboxClient } from './sandbox-client.ts';

/** Derives the key that signs ID tokens, so that every process has the same one. Returns a private JWK. */
export function signingKey(secret: Buffer) {
  // `ecdh.getPrivateKey()` would leave out leading zeros, which a JWK must have.
  const privateKey = Buffer.from(hkdfSync('sha256', secret, '', 'winkwire sandbox signature', 32));
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(privateKey);
  // An uncompressed point is the byte 4, followed by the two coordinates.
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const kid = createHash('sha256').update(x).digest('hex').slice(0, 8);
  const d = privateKey.toString('base64url');
  return { kty: 'EC', crv: 'P-256', x, y, d, alg: sandboxClient.signature, use: 'sig', kid };
}
