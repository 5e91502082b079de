import { nameSome } from '@winkwire/contract/name-some';
import { plural } from '@winkwire/contract/plural';
import type { Config } from '../config.ts';
import { findUnopened, readEncryptionKeys, readSealedSecrets } from '../platform/encryption-keys.ts';
import { findLostDatabase, type LostDatabase } from '../platform/lost-database.ts';
import { failed, ok, type Result, warning } from './finding.ts';
import type { ExaminedDatabase } from './open-database.ts';
import { unlessMissing } from './unless-missing.ts';

const action =
  'Restore the right key, for example from a backup. Without it, these webhooks need new secrets.';

export async function checkKey(config: Config, { queries }: ExaminedDatabase): Promise<Result> {
  const sealed = await unlessMissing(readSealedSecrets(queries), []);
  const keys = readEncryptionKeys(config);
  if (!keys) {
    return sealed.length === 0
      ? warning('There is no encryption key yet.', 'The first start of a server makes one. Back it up then.')
      : failed(
          `There is no encryption key, but the secrets of ${plural(sealed.length, 'webhook')} need it.`,
          action,
        );
  }
  const unopened = findUnopened(sealed, keys);
  const lost = await unlessMissing(findLostDatabase(queries, config), undefined);
  if (lost && unopened.length === 0) return newerThanKey(lost);
  const hours = plural(hoursOfLinks(config), 'hour');
  return unopened.length === 0
    ? ok(
        keys.length === 1
          ? `The key opens the secrets of all webhooks (${sealed.length}).`
          : `The keys open the secrets of all webhooks (${sealed.length}). When all processes run with the new key in first place, wait ${hours}, then remove the old key. Link tokens and links to files that the old key signed are valid for up to ${hours}.`,
      )
    : failed(
        `${keys.length === 1 ? 'The key does' : 'The keys do'} not open the secrets of ${unopened.length} of ${plural(sealed.length, 'webhook')}: ${nameSome(unopened)}.`,
        action,
      );
}

const newerThanKey = ({ database, keyFile }: LostDatabase): Result =>
  warning(
    `The database ${database} was made after the key ${keyFile}, so an earlier database may be lost.`,
    `Restore the earlier database from a backup. If none is missing, run \`touch ${keyFile}\`.`,
  );

const hoursOfLinks = ({ tokenSeconds, fileLinkSeconds }: Config): number =>
  Math.ceil(Math.max(tokenSeconds, fileLinkSeconds) / 3600);
