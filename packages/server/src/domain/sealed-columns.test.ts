import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { SecretBox } from '../platform/secret-box.ts';
import { openColumns } from './sealed-columns.ts';

const box = new SecretBox([randomBytes(32)]);
const other = new SecretBox([randomBytes(32)]);
const secretsBy = (by: SecretBox) => JSON.stringify([{ sealed: by.seal('secret'), expiresAt: null }]);
const keyBy = (by: SecretBox) => JSON.stringify({ sealed: by.seal('key'), publicKey: 'public' });
const row = {
  secrets: secretsBy(box),
  signing_key: keyBy(box),
  headers: box.seal('{}'),
  tls: box.seal('{}'),
};

test('all columns of a webhook are opened', () => {
  expect(openColumns(row, box)).toEqual({
    secrets: [{ secret: 'secret', expiresAt: null }],
    signingKey: 'key',
    headers: {},
    tls: {},
  });
});

test.each([
  ['signing secret', { secrets: secretsBy(other) }],
  ['signing key', { signing_key: keyBy(other) }],
  ['headers', { headers: other.seal('{}') }],
  ['TLS settings', { tls: other.seal('{}') }],
])('if no key opens the %s, the error names them', (what, unreadable) => {
  expect(() => openColumns({ ...row, ...unreadable }, box)).toThrow(
    `The ${what} of this webhook cannot be decrypted. The value was encrypted with key ${other.currentKey}`,
  );
});
