import { nameSome } from '@winkwire/contract/name-some';
import { plural } from '@winkwire/contract/plural';

export class BackupError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BackupError';
  }
}

export const unopenedSecrets = (unopened: readonly string[], all: number): string =>
  `The key does not open the secrets of ${unopened.length} of ${plural(all, 'webhook')}: ${nameSome(unopened)}.`;

/** `what` says what is damaged. It may be empty, because some errors of decoders have no message. */
export const damagedArchive = (what: string): BackupError =>
  new BackupError(
    `The archive is damaged: ${what || 'it cannot be unpacked'}. Nothing was restored. Use another archive.`,
  );
