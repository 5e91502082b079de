import { anyOperator, type PortalPerson } from '../domain/portal-session.ts';
import { defaultTenantId, findTenant } from '../domain/tenants.ts';
import type { Queries } from '../store/store.ts';
import { createSignInLink } from './create-sign-in-link.ts';

/**
 * Creates a sign-in link to the server that uses this database. If `publicUrl` is given, it is used in place of the
 * address that the server recorded in the database. Null if the database has no tenant yet, or if no address is given
 * or recorded.
 */
export async function createOperatorLink(
  store: Queries,
  publicUrl: string | null,
  person: PortalPerson = anyOperator,
): Promise<string | null> {
  const tenant = await findTenant(store, defaultTenantId);
  const address = publicUrl ?? tenant?.public_url;
  if (!tenant || !address) return null;
  return createSignInLink({ store, publicUrl: address, now: Date.now }, defaultTenantId, person);
}
