import type { PortalRole } from '@winkwire/contract/portal-roles';
import { newToken, tokenHash } from '../platform/token.ts';
import type { Queries, Store } from '../store/store.ts';

/** A developer who is signed in to the portal. Each request names its own mode, so the session has none. */
export interface PortalSession {
  tenantId: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  person: string | null;
  role: PortalRole;
}

export type PortalPerson = Pick<PortalSession, 'person' | 'role'>;

export const anyOperator: PortalPerson = { person: null, role: 'OPERATOR' };

export const sessionLifetime = 7 * 24 * 60 * 60 * 1000;
/** With the prefix `__Host-`, no other host of the same domain can set the cookie. */
export const cookieNameAt = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-winkwire_portal' : 'winkwire_portal';

/** The session of a request's cookie, or undefined. Before a write, the caller also has to check `isSameOrigin`. */
export async function findPortalSession(
  services: { store: Store; now(): number; publicUrl: string },
  cookie: string | undefined,
): Promise<PortalSession | undefined> {
  const token = readToken(cookie, services.publicUrl);
  if (!token) return undefined;
  const row = await services.store.get<PortalPerson & { tenant_id: string; expires_at: number }>(
    'select tenant_id, expires_at, person, role from portal_sessions where token_hash = $1 and expires_at > $2',
    [tokenHash(token), services.now()],
  );
  if (!row) return undefined;
  const { tenant_id: tenantId, expires_at: expiresAt, person, role } = row;
  return { tenantId, expiresAt: Number(expiresAt), person, role };
}

/** Adds a session and returns its token. Only the cookie contains the token, and the table has its hash. */
export async function insertPortalSession(
  queries: Queries,
  { tenantId, now, person, role }: PortalPerson & { tenantId: string; now: number },
): Promise<string> {
  const token = newToken();
  await queries.run('delete from portal_sessions where expires_at <= $1', [now]);
  await queries.run(
    `insert into portal_sessions (token_hash, tenant_id, created_at, expires_at, person, role)
     values ($1, $2, $3, $4, $5, $6)`,
    [tokenHash(token), tenantId, now, now + sessionLifetime, person, role],
  );
  return token;
}

export async function deletePortalSession(
  { store, publicUrl }: { store: Store; publicUrl: string },
  cookie: string | undefined,
): Promise<void> {
  const token = readToken(cookie, publicUrl);
  if (token) await store.run('delete from portal_sessions where token_hash = $1', [tokenHash(token)]);
}

function readToken(cookie: string | undefined, publicUrl: string): string | undefined {
  const wanted = cookieNameAt(publicUrl);
  for (const pair of cookie?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=');
    if (name === wanted && value) return value;
  }
  return undefined;
}
