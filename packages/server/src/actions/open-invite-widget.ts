import { advanceInvite, findInviteByLandingToken } from '../domain/invites.ts';
import { addToken, tokenResource } from '../domain/tokens.ts';
import { Failure } from '../platform/failure.ts';
import { inOrder } from '../platform/row-locks.ts';
import type { Services } from '../platform/services.ts';

export async function openInviteWidget(
  services: Services,
  landingToken: string,
): Promise<{ userToken: string; templateId: string | null }> {
  const now = services.now();
  const { token, templateId } = await services.store.transaction(async (transaction) => {
    // Locks the invite, so that an erasure has to wait. If the erasure was first, no invite is found.
    const invite = await findInviteByLandingToken(transaction, landingToken, inOrder(services.store.engine));
    if (!invite) throw new Failure('MISSING_RESOURCE', 'This link does not belong to an invitation.');
    if (invite.status === 'REVOKED') throw new Failure('MISSING_RESOURCE', 'This invitation has ended.');
    await advanceInvite(transaction, invite, { status: 'WINK_WIDGET_OPENED', now });
    const owner = { tenantId: invite.tenant_id, mode: invite.mode, userId: invite.user_id, now };
    const token = await addToken(transaction, services.config, owner);
    return { token, templateId: invite.wink_template_id };
  });
  return { userToken: (await tokenResource(services, token)).accessToken, templateId };
}
