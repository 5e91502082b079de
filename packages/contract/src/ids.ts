/**
 * Identifiers: a prefix and 32 lower-case hex digits.
 * A user's prefix is its tenant's id, see {@link newUserId}.
 */
export const idPrefixes = {
  event: 'et',
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

/** `newId('event')` gives `et-` and 32 hex digits from the platform's secure random source. */
export const newId = (kind: IdKind): string => `${idPrefixes[kind]}-${randomHex(16)}`;

/** A user's id starts with the id of the tenant it belongs to. */
export const newUserId = (tenantId: string): string => `${tenantId}-${randomHex(16)}`;

/** A pattern for JSON Schema and for guards: `^et-[0-9a-f]{32}$`. */
export const idPattern = (kind: IdKind): string => `^${idPrefixes[kind]}-[0-9a-f]{32}$`;

function randomHex(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
