import { Failure } from '../platform/failure.ts';

/** What a read shows in place of a secret value: always eight, so that it does not tell the length. */
export const mask = '********';

const shownCharacters = 4;
/** From here on four characters give nothing away. */
const longEnough = 24;
const prefix = 'whsec_';

/** The first characters, to tell secrets apart; of a short secret nothing. */
export function maskSecret(secret: string): string {
  const start = secret.startsWith(prefix) ? prefix.length : 0;
  const shown = secret.length - start >= longEnough ? start + shownCharacters : start;
  return secret.slice(0, shown) + mask;
}

/** Names as they are, values masked. */
export const maskHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, mask]));

/** A client sends back what it read: a masked value stands for the stored one of that name, in any case of letters. */
export function unmaskHeaders(
  given: Record<string, string>,
  stored: Record<string, string>,
): Record<string, string> {
  const values = new Map(Object.entries(stored).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const real = value === mask ? values.get(name.toLowerCase()) : value;
      if (real === undefined) throw maskGiven(`headers: ${name}`);
      return [name, real];
    }),
  );
}

/** Whoever copies a webhook from a read would otherwise sign with the mask. */
export const maskGiven = (field: string): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `${field} is masked, as reads show it. Give the value itself: POST /v1/webhooks/{id}/reveal shows it.`,
  );
