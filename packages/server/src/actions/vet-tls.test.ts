import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TlsSettings } from '../domain/endpoint.ts';
import { type Authority, type Certificate, makeAuthority } from '../pipeline/testing/make-certificates.ts';
import { vetTls } from './vet-tls.ts';

let authority: Authority;
let one: Certificate;
let other: Certificate;
beforeAll(() => {
  authority = makeAuthority('ours');
  one = authority.issue('one');
  other = authority.issue('other');
});
afterAll(() => authority[Symbol.dispose]());

test('usable TLS settings are accepted: an authority, a certificate with its key, a chain', () => {
  const { ca } = authority;
  const chain = `${one.certificate}${ca}`;
  const good: TlsSettings[] = [
    {},
    { ca },
    one,
    { ca, ...one },
    { ca: `${ca}\n${one.certificate}`, certificate: chain, key: one.key },
  ];
  for (const tls of good) expect(() => vetTls(tls)).not.toThrow();
});

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const locked = privateKey
  .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' })
  .toString();

test.each<[string, () => TlsSettings, string]>([
  ['a certificate without a key', () => ({ certificate: one.certificate }), 'given together'],
  ['a key without a certificate', () => ({ key: one.key }), 'given together'],
  [
    'the key of another certificate',
    () => ({ ...one, key: other.key }),
    'tls.key: does not belong to the certificate',
  ],
  ['a key with a passphrase', () => ({ ...one, key: locked }), 'tls.key: must not need a passphrase'],
  ['a certificate as the key', () => ({ ...one, key: one.certificate }), 'tls.key: is not the PEM'],
  [
    'other text as the certificate',
    () => ({ ...one, certificate: 'mine' }),
    'tls.certificate: has to be a certificate in PEM',
  ],
  ['other text as the authority', () => ({ ca: 'ours' }), 'tls.ca: has to be a certificate in PEM'],
  ['a key as the authority', () => ({ ca: one.key }), 'tls.ca: has to be a certificate in PEM'],
  [
    'an authority that is damaged',
    () => ({ ca: authority.ca + authority.ca.replace('MII', 'MIJ') }),
    'tls.ca: certificate 2 cannot be read',
  ],
])('%s is refused', (_, tls, problem) => {
  expect(() => vetTls(tls())).toThrow(problem);
});
