import type { Mode } from '@winkwire/contract/modes';
import { isWellFormedSecret } from '@winkwire/receiver/keys';
import { mask, maskGiven } from '../domain/mask.ts';
import { Failure } from '../platform/failure.ts';

const shortest = 16;
const prefix = 'whsec_';

const howLong = `Give at least ${shortest} random characters, not counting ${prefix}, or none: one is generated then.`;

/** What a client of the sandbox is told, which production refuses. */
export const shortSecretWarning = `The secret is short enough to be guessed, and production refuses it. ${howLong}`;

/** The prefix is no secret, so it does not count. */
export const isShortSecret = (secret: string | undefined): boolean =>
  secret !== undefined &&
  [...(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret)].length < shortest;

/** Refuses a new secret that nobody should sign with, with INVALID_PARAMETERS. Stored ones go on signing. */
export function vetSecret(secret: string, mode: Mode): void {
  if (secret.endsWith(mask)) throw maskGiven('secret: it');
  if (!isWellFormedSecret(secret)) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `secret: after ${prefix} it has to be base64 with its padding, because webhook-signature is keyed with the decoded bytes. Leave ${prefix} out to use the text as it is.`,
    );
  }
  if (mode === 'PRODUCTION' && isShortSecret(secret)) {
    throw new Failure('INVALID_PARAMETERS', `secret: it is short enough to be guessed. ${howLong}`);
  }
}
