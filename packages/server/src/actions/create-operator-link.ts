import { anyOperator, type PortalPerson } from '../domain/portal-session.ts';
import { defaultTenantId, findTenant } from '../domain/tenants.ts';
import type { Queries } from '../store/store.ts';
import { createSignInLink } from './create-sign-in-link.ts';

/**
 * Creates a sign-in link to the server that uses this database. The link leads to `publicUrl` or, if that is not given,
 * to the address that the server recorded in the database. A server without the role `api` records no address. Creates
 * no link if there is no address, or if the database has no tenant yet.
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
