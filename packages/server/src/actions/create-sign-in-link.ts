import { anyOperator, type PortalPerson } from '../domain/portal-session.ts';
import { insertSignInLink } from '../domain/portal-sign-in-link.ts';
import { defaultTenantId } from '../domain/tenants.ts';
import type { Services } from '../platform/services.ts';
import type { Queries } from '../store/store.ts';

/**
 * The link works once, within half an hour. Its token is in the fragment, which browsers do not send to servers, so no
 * access log contains the token.
 */
export async function createSignInLink(
  services: Pick<Services, 'now' | 'publicUrl'> & { store: Queries },
  tenantId: string = defaultTenantId,
  person: PortalPerson = anyOperator,
): Promise<string> {
  const token = await insertSignInLink(services.store, { tenantId, now: services.now(), ...person });
  return `${services.publicUrl}/portal/sign-in#${token}`;
}
