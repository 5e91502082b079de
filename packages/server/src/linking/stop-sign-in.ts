import { cancelSignIn, findSigningIn } from '../domain/linking-runs.ts';
import { lockSession } from '../domain/sessions.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Transaction } from '../store/store.ts';
import { disconnectAccount } from './disconnect-account.ts';

/** Stops a sign-in whose user has left. Returns false if the sign-in has already ended. */
export async function stopSignIn(
  transaction: Transaction,
  { accountId, sessionId, now }: { accountId: string; sessionId: string; now: number },
): Promise<boolean> {
  await lockSession(transaction, sessionId);
  if (!(await cancelSignIn(transaction, accountId))) return false;
  await disconnectAccount(transaction, { accountId, sessionId, now });
  return true;
}

export async function stopSignIns(
  transaction: Transaction,
  { sessionId, ...user }: SessionCaller,
  { now, onlyWaiting = false }: { now: number; onlyWaiting?: boolean },
): Promise<void> {
  const accounts = await findSigningIn(transaction, { sessionId, ...user }, { onlyWaiting });
  for (const accountId of accounts) await stopSignIn(transaction, { accountId, sessionId, now });
}
