import { Failure } from '../platform/failure.ts';

/** Shown in place of a secret. It has a fixed length, so that it does not reveal the secret's length. */
export const mask = '********';

const shownCharacters = 4;
/** A secret of at least this length shows its first four characters, which reveal too little to help an attacker. */
const longEnough = 24;
const prefix = 'whsec_';

/** Masks a secret. The first characters of a long secret stay, so that people can distinguish secrets. */
export function maskSecret(secret: string): string {
  const start = secret.startsWith(prefix) ? prefix.length : 0;
  const shown = secret.length - start >= longEnough ? start + shownCharacters : start;
  return secret.slice(0, shown) + mask;
}

export const maskHeaders = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.keys(headers).map((name) => [name, mask]));

/** Restores the stored values that a client has sent back masked. The case of header names is ignored. */
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

/**
 * A client may send a masked secret from another response. Without this failure, deliveries would be signed with the
 * mask.
 */
export const maskGiven = (field: string): Failure =>
  new Failure(
    'INVALID_PARAMETERS',
    `${field} is masked, and this request requires the real value. POST /v1/webhooks/{id}/reveal shows the values of the webhook from which the mask was copied.`,
  );
