// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
const eventPrefix = 'et';

/** The prefix of each kind of id. A user's id begins with the tenant's id instead, see {@link newUserId}. */
export const idPrefixes = {
  event: eventPrefix,
  account: 'a',
  task: 'task',
  token: 'tk',
  webhook: 'wh',
  identity: 'i',
  transaction: 't',
  rating: 'r',
  document: 'd',
  employment: 'e',
  income: 'inc',
  eincome: 'einc',
  contribution: 'con',
  liability: 'lia',
  insight: 'insight',
  link: 'link',
  archive: 'archive',
  rawFile: 'f',
  hostedLink: 'hl',
  invite: 'iv',
  inviteTemplate: 'tpl',
  inviteLog: 'invl',
  winkTemplate: 'wtpl',
  consentTemplate: 'ct',
  session: 'ws',
  challenge: 'ch',
  consent: 'cons',
  employerSurvey: 'es',
  attempt: 'at',
  replay: 'rp',
  request: 'req',
} as const;

export type IdKind = keyof typeof idPrefixes;

declare const crypto: { getRandomValues<T extends Uint8Array>(bytes: T): T };

/** `newId('event')` returns `et-` and 32 random hex digits. */
export const newId = (kind: IdKind): string => `${idPrefixes[kind]}-${randomHex(16)}`;

/** Like `newId('event')`. The widget must stay small, so it imports this function without the other prefixes. */
export const newEventId = (): string => `${eventPrefix}-${randomHex(16)}`;

export const newUserId = (tenantId: string): string => `${tenantId}-${randomHex(16)}`;

/** The pattern of one kind of id, such as `^et-[0-9a-f]{32}$`. */
export const idPattern = (kind: IdKind): string => `^${idPrefixes[kind]}-[0-9a-f]{32}$`;

/** Random bytes are drawn in batches, because each call of `getRandomValues` takes 10 µs. */
const pool = new Uint8Array(16 * 64);
let used = pool.length;

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Secure random bytes as hex digits. `length` is at most 1024, the size of the pool. */
export function randomHex(length: number): string {
  if (used + length > pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  let hex = '';
  for (const end = used + length; used < end; used++) hex += hexDigits[pool[used]!];
  return hex;
}
