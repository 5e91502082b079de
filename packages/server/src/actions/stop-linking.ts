import type { AccountProgress } from '@winkwire/contract/widget-api';
import { findAccount } from '../domain/accounts.ts';
import { announceChange } from '../linking/account-changes.ts';
import { stopSignIn } from '../linking/stop-sign-in.ts';
import type { SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';
import { getAccountProgress } from './get-account-progress.ts';

/**
 * Resolves with DISCONNECTED, or with the present status if the sign-in had already ended. Throws MISSING_RESOURCE if
 * there is no such account.
 */
export async function stopLinking(
  services: Services,
  caller: SessionCaller,
  { accountId, after }: { accountId: string; after: number },
): Promise<AccountProgress> {
  const account = await findAccount(services.store, caller, accountId);
  if (account?.user_id !== caller.userId) throw new Failure('MISSING_RESOURCE');
  const { sessionId } = caller;
  await services.store.transaction((transaction) =>
    stopSignIn(transaction, { accountId, sessionId, now: services.now() }),
  );
  announceChange(accountId);
  return getAccountProgress(services, caller, { accountId, after });
}
