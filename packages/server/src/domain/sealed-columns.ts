import type { SecretBox } from '../platform/secret-box.ts';
import type { SealedSecret, SealedSigningKey, TlsSettings, WebhookRow } from './endpoint.ts';

/** The columns of an endpoint that are stored encrypted. */
type SealedColumns = Pick<WebhookRow, 'secrets' | 'signing_key' | 'headers' | 'tls'>;

export interface OpenedColumns {
  /** The secrets, the newest first. */
  secrets: { secret: string; expiresAt: number | null }[];
  signingKey: string | undefined;
  headers: Record<string, string>;
  tls: TlsSettings | undefined;
}

/** Decrypts the columns. Throws SecretUnreadable when one cannot be decrypted. */
export const openColumns = (row: SealedColumns, box: SecretBox): OpenedColumns => ({
  secrets: secretsOf(row).map(({ sealed, expiresAt }) => ({ secret: box.open(sealed), expiresAt })),
  signingKey: row.signing_key === null ? undefined : box.open(signingKeyOf(row.signing_key).sealed),
  headers: JSON.parse(isPlain(row.headers) ? row.headers : box.open(row.headers)),
  tls: row.tls === null ? undefined : JSON.parse(box.open(row.tls)),
});

/** Encrypts headers, because they often contain credentials, such as `authorization`. */
export const sealHeaders = (headers: Record<string, string>, box: SecretBox): string =>
  Object.keys(headers).length === 0 ? '{}' : box.seal(JSON.stringify(headers));

/**
 * Encrypts with the current key the values that a former key has encrypted, and the headers that an earlier version
 * stored in plain text. Returns only the columns that changed.
 */
export function resealColumns(row: SealedColumns, box: SecretBox): Partial<SealedColumns> {
  const reseal = (sealed: string) => (box.isOld(sealed) ? box.seal(box.open(sealed)) : sealed);
  const current: SealedColumns = {
    secrets: JSON.stringify(secretsOf(row).map((each) => ({ ...each, sealed: reseal(each.sealed) }))),
    signing_key: row.signing_key && JSON.stringify(resealed(signingKeyOf(row.signing_key), reseal)),
    headers: isPlain(row.headers) ? sealHeaders(JSON.parse(row.headers), box) : reseal(row.headers),
    tls: row.tls && reseal(row.tls),
  };
  return Object.fromEntries(
    Object.entries(current).filter(([column, value]) => value !== row[column as keyof SealedColumns]),
  );
}

const resealed = (key: SealedSigningKey, reseal: (sealed: string) => string): SealedSigningKey => ({
  ...key,
  sealed: reseal(key.sealed),
});

export const secretsOf = ({ secrets }: Pick<WebhookRow, 'secrets'>): SealedSecret[] => JSON.parse(secrets);
const signingKeyOf = (column: string): SealedSigningKey => JSON.parse(column);
const isPlain = (headers: string): boolean => headers.startsWith('{');
