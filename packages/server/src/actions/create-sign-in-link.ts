import { findFirstTenant, insertSignInLink } from '../domain/portal-sign-in-link.ts';
import type { Services } from '../services.ts';

/**
 * A link that signs a developer in to the portal, once, within half an hour. Whoever prints it decides who may.
 * Without a `tenantId` it is for the first tenant: the only one of a server that serves one company.
 * The token is in the fragment: browsers send it to no server, so that it stands in no access log.
 */
export async function createSignInLink(
  services: Pick<Services, 'store' | 'now' | 'publicUrl'>,
  tenantId?: string,
): Promise<string> {
  const owner = tenantId ?? (await findFirstTenant(services.store));
  const token = await insertSignInLink(services.store, { tenantId: owner, now: services.now() });
  return `${services.publicUrl}/portal/sign-in#${token}`;
}
