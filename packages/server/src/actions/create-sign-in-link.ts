import { insertSignInLink } from '../domain/portal-sign-in-link.ts';
import { defaultTenantId } from '../domain/tenants.ts';
import type { Services } from '../platform/services.ts';

/**
 * A link that signs a developer in to the portal, once, within half an hour. The operator decides who gets it. The token
 * is in the fragment, which browsers send to no server, so it does not appear in access logs.
 */
export async function createSignInLink(
  services: Pick<Services, 'store' | 'now' | 'publicUrl'>,
  tenantId: string = defaultTenantId,
): Promise<string> {
  const token = await insertSignInLink(services.store, { tenantId, now: services.now() });
  return `${services.publicUrl}/portal/sign-in#${token}`;
}
