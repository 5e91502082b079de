import type { AccountProgress } from '@winkwire/contract/widget-api';
import { requireProvider } from '../connectors/providers-of.ts';
import type { AccountRow } from '../domain/accounts.ts';
import { type LinkingRunRow, moveLinkingRun } from '../domain/linking-runs.ts';
import { signIn } from '../linking/sign-in.ts';
import type { SessionCaller } from '../platform/caller.ts';
import type { Services } from '../platform/services.ts';
import { findChallengedRun } from './find-challenged-run.ts';
import { getAccountProgress } from './get-account-progress.ts';

/** Makes the connector send a new code, under a new challenge id. Two clicks on one challenge send only one code. */
export async function renewChallenge(
  services: Services,
  caller: SessionCaller,
  input: { accountId: string; challengeId: string },
): Promise<AccountProgress> {
  const { account, run } = await findChallengedRun(services, caller, input);
  const after = Number(account.version);
  if (run) await sendNewChallenge(services, account, run);
  return getAccountProgress(services, caller, { accountId: account.id, after });
}

async function sendNewChallenge(services: Services, account: AccountRow, run: LinkingRunRow): Promise<void> {
  const { connector } = requireProvider(services, account, account.provider_id);
  const resend = connector.resendChallenge?.bind(connector);
  const now = services.now();
  if (!resend || Number(run.due_at) <= now) return;
  // The account keeps its old challenge until the code has been sent. Otherwise, the widget would leave its screen.
  const taken = await services.store.transaction(async (transaction) => {
    const from = { accountId: account.id, phase: 'WAITING', owner: null } as const;
    const to = { ...run, phase: 'SIGN_IN', owner: services.processId, due_at: now } as const;
    if (!(await moveLinkingRun(transaction, from, to))) return false;
    await services.leases.acquire('linking', [account.id], transaction);
    return true;
  });
  if (!taken) return;
  const open = { providerId: account.provider_id, pending: JSON.parse(run.pending ?? '{}') };
  await signIn(services, account, (context) => resend({ ...open, now: context.now }));
}
