import { newToken, tokenHash } from '../platform/token.ts';
import type { Queries } from '../store/store.ts';

export const linkLifetime = 30 * 60 * 1000;

export async function insertSignInLink(
  queries: Queries,
  link: { tenantId: string; now: number },
): Promise<string> {
  const token = newToken();
  await queries.run('delete from portal_sign_in_links where expires_at <= $1', [link.now - 7 * linkLifetime]);
  await queries.run(
    `insert into portal_sign_in_links (token_hash, tenant_id, created_at, expires_at) values ($1, $2, $3, $4)`,
    [tokenHash(token), link.tenantId, link.now, link.now + linkLifetime],
  );
  return token;
}

export type UsedLink = { kind: 'valid'; tenantId: string } | { kind: 'used' | 'expired' | 'unknown' };

/** Uses the link, which works only once. Of two concurrent requests with the same link, one gets `used`. */
export async function useSignInLink(
  queries: Queries,
  link: { token: string; now: number },
): Promise<UsedLink> {
  const hash = tokenHash(link.token);
  const taken = await queries.run(
    'update portal_sign_in_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2',
    [hash, link.now],
  );
  const row = await queries.get<{ tenant_id: string; used_at: number | null }>(
    'select tenant_id, used_at from portal_sign_in_links where token_hash = $1',
    [hash],
  );
  if (!row) return { kind: 'unknown' };
  if (taken === 1) return { kind: 'valid', tenantId: row.tenant_id };
  return { kind: row.used_at === null ? 'expired' : 'used' };
}
