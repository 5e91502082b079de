import type { Invite } from '@winkwire/contract/resources';
import { inviteMails } from '../domain/invite-mails.ts';
import { advanceInvite, findInvite, inviteResource } from '../domain/invites.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

export function revokeInvite(services: Services, caller: Caller, id: string): Promise<Invite> {
  return services.store.transaction(async (transaction) => {
    const invite = await findInvite(transaction, caller, id);
    if (!invite) throw new Failure('MISSING_RESOURCE');
    await advanceInvite(transaction, invite, { status: 'REVOKED', now: services.now() });
    await inviteMails.drop(transaction, id);
    const revoked = await findInvite(transaction, caller, id);
    return inviteResource(revoked ?? invite, services.publicUrl);
  });
}
