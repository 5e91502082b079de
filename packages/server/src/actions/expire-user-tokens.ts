import { expireSessions, lockSessionsOfUser } from '../domain/sessions.ts';
import { expireTokens } from '../domain/tokens.ts';
import { requireUser } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { requireSandbox } from './link-sandbox-account.ts';

/**
 * Expires a sandbox user's link tokens and sessions, so an open widget calls `onTokenExpired`. Throws
 * UNAUTHORIZED_ACCESS in production.
 */
export async function expireUserTokens(services: Services, caller: Caller, userId: string): Promise<void> {
  requireSandbox(caller);
  const now = services.now();
  await services.store.transaction(async (transaction) => {
    await requireUser(transaction, caller, userId);
    await lockSessionsOfUser(transaction, { ...caller, userId });
    await expireSessions(transaction, caller, { userId, now });
    await expireTokens(transaction, { ...caller, userId, now });
  });
}
