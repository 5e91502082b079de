import { anyOperator, type PortalPerson } from '../domain/portal-session.ts';
import { defaultTenantId, findTenant } from '../domain/tenants.ts';
import type { Queries } from '../store/store.ts';
import { createSignInLink } from './create-sign-in-link.ts';

/**
 * Creates a sign-in link to the server that uses this database. If `publicUrl` is given, it is used in place of the
 * address that the server recorded in the database. Creates none if the database has no tenant yet, or if no address is
 * given or recorded. A server without the role `api` records no address.
 */
export async function createOperatorLink(
  store: Queries,
  publicUrl: string | null,
  person: PortalPerson = anyOperator,
): Promise<{ link: string } | { missing: 'TENANT' | 'ADDRESS' }> {
  const tenant = await findTenant(store, defaultTenantId);
  if (!tenant) return { missing: 'TENANT' };
  const address = publicUrl ?? tenant.public_url;
  if (!address) return { missing: 'ADDRESS' };
  const services = { store, publicUrl: address, now: Date.now };
  return { link: await createSignInLink(services, defaultTenantId, person) };
}
