import { cancelSignIn, findSigningIn } from '../domain/linking-runs.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Transaction } from '../store/store.ts';
import { disconnectAccount } from './disconnect-account.ts';

/**
 * Stops the sign-in of an account, because its user has left. Returns false and does nothing if the account has already
 * connected. If a step connects it at the same time, whichever commits first wins, and the other one does nothing.
 */
export async function stopSignIn(
  transaction: Transaction,
  { accountId, sessionId, now }: { accountId: string; sessionId: string; now: number },
): Promise<boolean> {
  if (!(await cancelSignIn(transaction, accountId))) return false;
  await disconnectAccount(transaction, { accountId, sessionId, now });
  return true;
}

/** Stops every sign-in of a session, and returns the accounts. */
export async function stopSignIns(
  transaction: Transaction,
  session: SessionCaller,
  now: number,
): Promise<string[]> {
  const stopped: string[] = [];
  for (const accountId of await findSigningIn(transaction, session)) {
    const { sessionId } = session;
    if (await stopSignIn(transaction, { accountId, sessionId, now })) stopped.push(accountId);
  }
  return stopped;
}
