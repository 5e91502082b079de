import { type AccountRow, findAccount } from '../domain/accounts.ts';
import { findLinkingRun, type LinkingRunRow } from '../domain/linking-runs.ts';
import type { SessionCaller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** `run` is undefined if the challenge is no longer open. Throws MISSING_RESOURCE if there is no such account. */
export async function findChallengedRun(
  { store }: Services,
  caller: SessionCaller,
  { accountId, challengeId }: { accountId: string; challengeId: string },
): Promise<{ account: AccountRow; run: LinkingRunRow | undefined }> {
  const account = await findAccount(store, caller, accountId);
  if (account?.user_id !== caller.userId) throw new Failure('MISSING_RESOURCE');
  const isOpen = account.challenge !== null && JSON.parse(account.challenge).challengeId === challengeId;
  return { account, run: isOpen ? await findLinkingRun(store, account.id) : undefined };
}
