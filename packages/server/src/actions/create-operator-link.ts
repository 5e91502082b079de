import { anyOperator, type PortalPerson } from '../domain/portal-session.ts';
import { defaultTenantId, findTenant } from '../domain/tenants.ts';
import type { Queries } from '../store/store.ts';
import { createSignInLink } from './create-sign-in-link.ts';

/**
 * The link leads to `publicUrl`, or else to the address that a server with the role `api` has recorded. There is no
 * link without an address or a tenant.
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
