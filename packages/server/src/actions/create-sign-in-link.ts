import { anyOperator, type PortalPerson } from '../domain/portal-session.ts';
import { insertSignInLink } from '../domain/portal-sign-in-link.ts';
import { defaultTenantId } from '../domain/tenants.ts';
import type { Services } from '../platform/services.ts';
import type { Queries } from '../store/store.ts';

/**
 * Creates a link that signs a person in to the portal. The link works once, within half an hour. The token is in the
 * fragment of the URL. Browsers do not send fragments to servers, so no access log contains the token.
 */
export async function createSignInLink(
  services: Pick<Services, 'now' | 'publicUrl'> & { store: Queries },
  tenantId: string = defaultTenantId,
  person: PortalPerson = anyOperator,
): Promise<string> {
  const token = await insertSignInLink(services.store, { tenantId, now: services.now(), ...person });
  return `${services.publicUrl}/portal/sign-in#${token}`;
}
