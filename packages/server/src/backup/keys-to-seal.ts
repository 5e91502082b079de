import type { Config } from '../config.ts';
import {
  type EncryptionKeys,
  findUnopened,
  readEncryptionKeys,
  readSealedSecrets,
} from '../platform/encryption-keys.ts';
import { BackupError, unopenedSecrets } from './backup-error.ts';
import type { BackupSource } from './backup-source.ts';

/**
 * Returns the keys for an archive. Throws BackupError if there is no key, or if the keys decrypt no secret, because
 * wrong keys would only be noticed when the archive is needed. One decrypted secret is enough: a single damaged secret
 * must not stop a nightly backup.
 */
export async function keysToSeal(
  config: Config,
  { queries }: Pick<BackupSource, 'queries'>,
): Promise<EncryptionKeys | undefined> {
  const keys = readEncryptionKeys(config);
  if (config.acceptLostKey) return keys;
  if (keys === undefined) throw noKey();
  const secrets = await readSealedSecrets(queries);
  const unopened = findUnopened(secrets, keys);
  if (unopened.length > 0 && unopened.length === secrets.length) throw wrongKey(unopened, secrets.length);
  return keys;
}

const noKey = (): BackupError =>
  new BackupError(
    'There is no encryption key to put into the archive: the settings have none, and the data folder has no encryption.key. Name the settings file of the server with --settings, or give the key with --encryption-key. If you keep the key yourself, give --without-key instead of --passphrase-file.',
  );

const wrongKey = (unopened: readonly string[], all: number): BackupError =>
  new BackupError(
    `${unopenedSecrets(unopened, all)} Name the settings file of the server with --settings, or give the right key with --encryption-key. If the key of these webhooks is lost for good, give --accept-lost-key yes.`,
  );
