import type { AccountProgress } from '@winkwire/contract/widget-api';
import { type AccountRow, changeAccount } from '../domain/accounts.ts';
import { type LinkingRunRow, moveLinkingRun } from '../domain/linking-runs.ts';
import { announceChange } from '../linking/account-changes.ts';
import { inBackground } from '../linking/in-background.ts';
import { signIn } from '../linking/sign-in.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { findChallengedRun } from './find-challenged-run.ts';
import { getAccountProgress } from './get-account-progress.ts';

/** The answer is ignored if the challenge is no longer open, for example after a second click. */
export async function answerChallenge(
  services: Services,
  caller: SessionCaller,
  input: { accountId: string; challengeId: string; answer: string },
): Promise<AccountProgress> {
  const { account, run } = await findChallengedRun(services, caller, input);
  const after = Number(account.version);
  if (run) await acceptAnswer(services, { account, run, answer: input.answer });
  return getAccountProgress(services, caller, { accountId: account.id, after });
}

/**
 * Continues the linking with the answer, or with the URL to which the provider returned the user. False if the linking
 * no longer waits for an answer.
 */
export async function acceptAnswer(
  services: Services,
  { account, run, answer }: { account: AccountRow; run: LinkingRunRow; answer: string },
): Promise<boolean> {
  const now = services.now();
  if (Number(run.due_at) <= now) return false;
  const taken = await services.store.transaction(async (transaction) => {
    const from = { accountId: account.id, phase: 'WAITING', owner: null } as const;
    const moved = await moveLinkingRun(transaction, from, {
      phase: 'SIGN_IN',
      owner: services.processId,
      due_at: now,
      pending: null,
      redirect_state: null,
      redirect_url: null,
    });
    if (!moved) return false;
    await services.leases.acquire('linking', [account.id], transaction);
    await changeAccount(transaction, account.id, { challenge: null, redirect_url: null });
    return true;
  });
  if (!taken) return false;
  announceChange(account.id);
  inBackground(services, 'sign-in', () =>
    signIn(services, account, ({ connector, returnUrl, now: at }) =>
      connector.answer({
        providerId: account.provider_id,
        pending: JSON.parse(run.pending ?? '{}'),
        answer,
        returnUrl,
        now: at,
      }),
    ),
  );
  return true;
}
