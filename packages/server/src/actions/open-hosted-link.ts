import { findHostedLinkByToken, markHostedLinkOpened } from '../domain/hosted-links.ts';
import { addToken, tokenResource } from '../domain/tokens.ts';
import { Failure } from '../platform/failure.ts';
import { inOrder } from '../platform/row-locks.ts';
import type { Services } from '../platform/services.ts';

export async function openHostedLink(
  services: Services,
  linkToken: string,
): Promise<{ userToken: string; templateId: string | null }> {
  const now = services.now();
  const { token, templateId } = await services.store.transaction(async (transaction) => {
    // Locks the link, so that an erasure has to wait. If the erasure was first, no link is found.
    const link = await findHostedLinkByToken(transaction, linkToken, inOrder(services.store.engine));
    if (!link) throw new Failure('MISSING_RESOURCE', 'There is no such link.');
    if (link.revoked_at !== null || Number(link.expires_at) <= now)
      throw new Failure('MISSING_RESOURCE', 'This link has expired.');
    await markHostedLinkOpened(transaction, link.id, now);
    const owner = { tenantId: link.tenant_id, mode: link.mode, userId: link.user_id, now };
    return {
      token: await addToken(transaction, services.config, owner),
      templateId: link.wink_template_id,
    };
  });
  return { userToken: (await tokenResource(services, token)).accessToken, templateId };
}
