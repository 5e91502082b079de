import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import { expireAccounts } from '../actions/expire-accounts.ts';
import {
  findDueLinkingRuns,
  type LinkingRunRow,
  lockLinkingRun,
  takeOverLinkingRun,
} from '../domain/linking-runs.ts';
import { backgroundDone, inBackground } from '../linking/in-background.ts';
import { readAccount } from '../linking/read-account.ts';
import { takeStep } from '../linking/take-step.ts';
import { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';

const intervalMs = 1_000;

/**
 * Continues the linking runs of dead processes, fails sign-ins whose user or process is gone, and expires accounts.
 * Several processes may do this at once.
 */
export function startLinking(services: Services): { close(): Promise<void> } {
  const loop = new Loop({
    name: 'linking',
    log: services.log,
    intervalMs,
    async run() {
      await services.leases.sweep();
      await recoverDueRuns(services);
      await expireAccounts(services);
    },
  });
  void loop.start();
  return {
    async close() {
      await loop.close();
      await backgroundDone(services);
    },
  };
}

async function recoverDueRuns(services: Services): Promise<void> {
  for (const run of await findDueLinkingRuns(services.store, services.now())) {
    if (run.phase === 'FETCH') await continueReading(services, run);
    else await giveUp(services, run);
  }
}

async function continueReading(services: Services, run: LinkingRunRow): Promise<void> {
  const { leases, store } = services;
  const accountId = run.account_id;
  const isOurs = await store.transaction(
    async (transaction) =>
      (await lockLinkingRun(transaction, accountId)) > 0 &&
      (await leases.acquire('linking', [accountId], transaction)).length > 0 &&
      takeOverLinkingRun(transaction, run, leases.processId),
  );
  if (isOurs) inBackground(services, 'read-account', () => readAccount(services, accountId));
}

/**
 * Fails a sign-in. If its process has died, the user must sign in again, because the credentials were only in the
 * memory of that process.
 */
async function giveUp(services: Services, run: LinkingRunRow): Promise<void> {
  const isChallenged = run.phase === 'WAITING' && run.redirect_state === null;
  const errorCode: AccountErrorCode = isChallenged ? 'MFA_TIMEOUT' : 'AUTH_REQUIRED';
  const held = { accountId: run.account_id, phase: run.phase, owner: run.owner };
  await takeStep(services, held, { kind: 'FAILED', errorCode });
}
