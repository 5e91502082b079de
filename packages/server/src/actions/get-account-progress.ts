import type { AccountProgress } from '@winkwire/contract/widget-api';
import { accountProgress, findAccount } from '../domain/accounts.ts';
import { findCallbacksOfSource } from '../domain/callbacks.ts';
import { nextChange } from '../linking/account-changes.ts';
import type { SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** In ms. */
const longestWait = 20_000;
/** How often a waiting request checks whether another process has changed the account, in ms. */
const checkEveryMs = 500;

export async function getAccountProgress(
  { store }: Services,
  caller: SessionCaller,
  { accountId, after }: { accountId: string; after: number },
): Promise<AccountProgress> {
  const account = await findAccount(store, caller, accountId);
  if (account?.user_id !== caller.userId) throw new Failure('MISSING_RESOURCE');
  const { sessionId } = caller;
  return accountProgress(
    account,
    await findCallbacksOfSource(store, { sessionId, sourceId: accountId, after }),
  );
}

/** Waits until the account's version is greater than `after`, but at most 20 s, or until `signal` aborts. */
export async function awaitAccountProgress(
  services: Services,
  caller: SessionCaller,
  { accountId, after, signal }: { accountId: string; after: number; signal: AbortSignal },
): Promise<AccountProgress> {
  const deadline = Date.now() + longestWait;
  for (;;) {
    const changed = nextChange(accountId, checkEveryMs, signal);
    const progress = await getAccountProgress(services, caller, { accountId, after });
    if (progress.version > after || Date.now() >= deadline || signal.aborted) return progress;
    await changed;
  }
}
