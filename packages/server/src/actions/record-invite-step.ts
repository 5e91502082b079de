import type { InviteStatus } from '@winkwire/contract/invite-statuses';
import { advanceInvite, findInviteByLandingToken } from '../domain/invites.ts';
import type { Services } from '../platform/services.ts';

/** False if no invite has this landing token. */
export function recordInviteStep(
  services: Services,
  landingToken: string,
  status: InviteStatus,
): Promise<boolean> {
  return services.store.transaction(async (transaction) => {
    const invite = await findInviteByLandingToken(transaction, landingToken);
    if (!invite) return false;
    await advanceInvite(transaction, invite, { status, now: services.now() });
    return true;
  });
}
