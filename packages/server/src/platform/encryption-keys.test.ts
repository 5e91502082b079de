import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { findUnopened, readSealedSecrets, vetEncryptionKeys } from './encryption-keys.ts';
import { SecretBox } from './secret-box.ts';

const key = randomBytes(32);
const secrets = JSON.stringify([{ sealed: new SecretBox([key]).seal('secret'), expiresAt: null }]);
const config = {
  profile: 'serve',
  dataDir: '/nowhere',
  databaseUrl: null,
  encryptionKey: null,
  acceptLostKey: false,
} as const;
/** A database with one webhook for each value of the column `secrets`. */
const databaseOf = (...columns: string[]) =>
  ({
    get: async () => ({ number: 5 }),
    all: async () => columns.map((column, n) => ({ id: `wh-${n}`, secrets: column })),
  }) as unknown as Parameters<typeof vetEncryptionKeys>[0];

const changed = [`Z${secrets.slice(1)}`, 'null', '[{}]', '[{"sealed":1}]'];

test('a value that is no longer a list of secrets counts as a secret that no key opens', async () => {
  const read = await readSealedSecrets(databaseOf(secrets, ...changed, '[]'));
  expect(findUnopened(read, [key])).toEqual(['wh-1', 'wh-2', 'wh-3', 'wh-4']);
});

test('a value that is no longer a list of secrets neither prevents a start nor hides a wrong key', async () => {
  await vetEncryptionKeys(databaseOf(...changed), config, [key]);
  await vetEncryptionKeys(databaseOf(...changed, secrets), config, [key]);
  const start = vetEncryptionKeys(databaseOf(...changed, secrets), config, [randomBytes(32)]);
  await expect(start).rejects.toThrow(/is not the key/);
});
