import { insertPortalSession } from '../domain/portal-session.ts';
import { type UsedLink, useSignInLink } from '../domain/portal-sign-in-link.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

const refusals: Record<Exclude<UsedLink['kind'], 'valid'>, string> = {
  used: 'This sign-in link has already been used. Each link works once.',
  expired: 'This sign-in link has expired. Each link works for half an hour.',
  unknown: 'This sign-in link is unknown or incomplete.',
};

export function signInToPortal(
  services: Pick<Services, 'store' | 'now'>,
  linkToken: string,
): Promise<{ sessionToken: string; tenantId: string }> {
  const now = services.now();
  return services.store.transaction(async (transaction) => {
    const link = await useSignInLink(transaction, { token: linkToken, now });
    if (link.kind !== 'valid') throw new Failure('INVALID_TOKEN', refusals[link.kind]);
    const { tenantId, person, role } = link;
    const sessionToken = await insertPortalSession(transaction, { tenantId, now, person, role });
    return { tenantId, sessionToken };
  });
}
