import type { Mode } from '@winkwire/contract/modes';
import { isWellFormedSecret } from '@winkwire/receiver/keys';
import { mask, maskGiven } from '../domain/mask.ts';
import { Failure } from '../platform/failure.ts';

const shortest = 16;
const prefix = 'whsec_';

const howLong = `Use at least ${shortest} random characters, not counting ${prefix}, or omit the secret to have one generated.`;

export const shortSecretWarning = `The secret is short enough to be guessed, and production refuses it. ${howLong}`;

/** Whether a secret is short enough to be guessed. The prefix does not count, because an attacker knows it. */
export const isShortSecret = (secret: string | undefined): boolean =>
  secret !== undefined &&
  [...(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret)].length < shortest;

/** Throws INVALID_PARAMETERS for a malformed or masked secret, and in production for one that can be guessed. */
export function vetSecret(secret: string, mode: Mode): void {
  if (secret.endsWith(mask)) throw maskGiven('secret: this secret');
  if (!isWellFormedSecret(secret)) {
    throw new Failure(
      'INVALID_PARAMETERS',
      `secret: the text after ${prefix} has to be base64 with its padding, because the decoded bytes are the key of webhook-signature. Leave ${prefix} out to use the text itself as the key.`,
    );
  }
  if (mode === 'PRODUCTION' && isShortSecret(secret)) {
    throw new Failure('INVALID_PARAMETERS', `secret: is short enough to be guessed. ${howLong}`);
  }
}
