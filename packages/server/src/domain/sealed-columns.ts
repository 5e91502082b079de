import { type SecretBox, SecretUnreadable } from '../platform/secret-box.ts';
import type { SealedSigningKey, TlsSettings, WebhookRow } from './endpoint.ts';
import { ColumnUnreadable, readPlainHeaders, secretsOf, signingKeyOf } from './webhook-columns.ts';

type SealedColumns = Pick<WebhookRow, 'secrets' | 'signing_key' | 'headers' | 'tls'>;

export interface OpenedColumns {
  /** Newest first. */
  secrets: { secret: string; expiresAt: number | null }[];
  signingKey: string | undefined;
  headers: Record<string, string>;
  tls: TlsSettings | undefined;
}

/** Throws ColumnUnreadable if one of the columns cannot be read or decrypted. */
export function openColumns(row: SealedColumns, box: SecretBox): OpenedColumns {
  const { signing_key: key, headers, tls } = row;
  return {
    secrets: secretsOf(row).map(({ sealed, expiresAt }) => ({
      secret: open('signing secret', sealed, box),
      expiresAt,
    })),
    signingKey: key === null ? undefined : open('signing key', signingKeyOf(key).sealed, box),
    headers: isPlain(headers) ? readPlainHeaders(headers) : JSON.parse(open('headers', headers, box)),
    tls: tls === null ? undefined : JSON.parse(open('TLS settings', tls, box)),
  };
}

function open(what: string, sealed: string, box: SecretBox): string {
  try {
    return box.open(sealed);
  } catch (error) {
    if (!(error instanceof SecretUnreadable)) throw error;
    throw new ColumnUnreadable(`The ${what} of this webhook cannot be decrypted. ${error.message}`);
  }
}

/** Headers often contain credentials, such as `authorization`. */
export const sealHeaders = (headers: Record<string, string>, box: SecretBox): string =>
  Object.keys(headers).length === 0 ? '{}' : box.seal(JSON.stringify(headers));

/**
 * Encrypts columns again that were encrypted with a former key, and encrypts headers that are stored in plain text.
 * Returns only the changed columns. Throws ColumnUnreadable if a column cannot be decrypted.
 */
export function resealColumns(row: SealedColumns, box: SecretBox): Partial<SealedColumns> {
  const reseal = (what: string, sealed: string) =>
    box.isOld(sealed) ? box.seal(open(what, sealed, box)) : sealed;
  const current: SealedColumns = {
    secrets: JSON.stringify(
      secretsOf(row).map((each) => ({ ...each, sealed: reseal('signing secret', each.sealed) })),
    ),
    signing_key:
      row.signing_key &&
      JSON.stringify(resealed(signingKeyOf(row.signing_key), (sealed) => reseal('signing key', sealed))),
    headers: isPlain(row.headers)
      ? sealHeaders(readPlainHeaders(row.headers), box)
      : reseal('headers', row.headers),
    tls: row.tls && reseal('TLS settings', row.tls),
  };
  return Object.fromEntries(
    Object.entries(current).filter(([column, value]) => value !== row[column as keyof SealedColumns]),
  );
}

const resealed = (key: SealedSigningKey, reseal: (sealed: string) => string): SealedSigningKey => ({
  ...key,
  sealed: reseal(key.sealed),
});

const isPlain = (headers: string): boolean => headers.startsWith('{');
