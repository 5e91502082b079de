import { newToken, tokenHash } from '../platform/token.ts';
import type { Queries } from '../store/store.ts';
import type { PortalPerson } from './portal-session.ts';

export const linkLifetime = 30 * 60 * 1000;

export async function insertSignInLink(
  queries: Queries,
  { tenantId, now, person, role }: PortalPerson & { tenantId: string; now: number },
): Promise<string> {
  const token = newToken();
  await queries.run('delete from portal_sign_in_links where expires_at <= $1', [now - 7 * linkLifetime]);
  await queries.run(
    `insert into portal_sign_in_links (token_hash, tenant_id, created_at, expires_at, person, role)
     values ($1, $2, $3, $4, $5, $6)`,
    [tokenHash(token), tenantId, now, now + linkLifetime, person, role],
  );
  return token;
}

export type UsedLink =
  | ({ kind: 'valid'; tenantId: string } & PortalPerson)
  | { kind: 'used' | 'expired' | 'unknown' };

/** The link works only once: of two concurrent requests, one gets `used`. */
export async function useSignInLink(
  queries: Queries,
  link: { token: string; now: number },
): Promise<UsedLink> {
  const hash = tokenHash(link.token);
  const taken = await queries.run(
    'update portal_sign_in_links set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2',
    [hash, link.now],
  );
  const row = await queries.get<PortalPerson & { tenant_id: string; used_at: number | null }>(
    'select tenant_id, used_at, person, role from portal_sign_in_links where token_hash = $1',
    [hash],
  );
  if (!row) return { kind: 'unknown' };
  if (taken === 1) {
    return { kind: 'valid', tenantId: row.tenant_id, person: row.person, role: row.role };
  }
  return { kind: row.used_at === null ? 'expired' : 'used' };
}
