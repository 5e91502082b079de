import { insertSignInLink } from '../domain/portal-sign-in-link.ts';
import { defaultTenantId } from '../domain/tenants.ts';
import type { Services } from '../platform/services.ts';

/**
 * A link that signs a developer in to the portal, once, within half an hour. Whoever prints it decides who may.
 * The token is in the fragment: browsers send it to no server, so that it stands in no access log.
 */
export async function createSignInLink(
  services: Pick<Services, 'store' | 'now' | 'publicUrl'>,
  tenantId: string = defaultTenantId,
): Promise<string> {
  const token = await insertSignInLink(services.store, { tenantId, now: services.now() });
  return `${services.publicUrl}/portal/sign-in#${token}`;
}
