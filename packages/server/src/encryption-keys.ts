import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, ConfigError } from './config.ts';

/**
 * The keys that secrets at rest are sealed with, the current one first; without configured ones a key is made in the
 * data folder at first start. Several machines on one PostgreSQL need the same key, so there it has to be configured.
 */
export function loadEncryptionKeys(
  config: Pick<Config, 'profile' | 'dataDir' | 'databaseUrl' | 'encryptionKey'>,
): [Buffer, ...Buffer[]] {
  if (config.encryptionKey !== null) {
    const [first, ...others] = config.encryptionKey.split(',').map((hex) => Buffer.from(hex.trim(), 'hex'));
    return [first!, ...others];
  }
  if (config.profile === 'serve' && config.databaseUrl !== null) {
    throw new ConfigError(
      'WINKWIRE_ENCRYPTION_KEY (--encryption-key) has to be set with PostgreSQL: `openssl rand -hex 32` prints one. Give every process the same.',
    );
  }
  return [keyOfFolder(config.dataDir)];
}

function keyOfFolder(dataDir: string): Buffer {
  const file = join(dataDir, 'encryption.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // `wx`: of two processes that start at once only one makes the key.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32)
    throw new ConfigError(`${file} has to hold 64 hex digits. Restore it from a backup.`);
  return key;
}
