import type { AccountErrorCode } from '@winkwire/contract/account-statuses';
import { completeAbandonedSessions } from './actions/complete-session.ts';
import { expireAccounts } from './actions/expire-accounts.ts';
import { findDueLinkingRuns, type LinkingRunRow, takeOverLinkingRun } from './domain/linking-runs.ts';
import { backgroundDone, inBackground } from './linking/in-background.ts';
import { leaseTime } from './linking/lease-times.ts';
import { readAccount } from './linking/read-account.ts';
import { takeStep } from './linking/take-step.ts';
import type { Services } from './platform/services.ts';

/** How often this process looks for what is due, in ms. */
const pace = 1_000;

/**
 * Looks after what nobody looks after: questions that were not answered in time, sign-ins and readings whose process
 * died, sessions whose page vanished. Any number of processes may run it.
 */
export function startLinkingRunner(services: Services): { close(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const tick = () => {
    if (stopped) return;
    inBackground(services, 'linking-runner', async () => {
      try {
        await lookAfterDueRuns(services);
        await completeAbandonedSessions(services);
        await expireAccounts(services);
      } finally {
        timer = setTimeout(tick, pace).unref();
      }
    });
  };
  tick();
  return {
    async close() {
      stopped = true;
      clearTimeout(timer);
      await backgroundDone(services);
    },
  };
}

async function lookAfterDueRuns(services: Services): Promise<void> {
  for (const run of await findDueLinkingRuns(services.store, services.now())) {
    if (run.phase === 'FETCH') await continueReading(services, run);
    else await giveUp(services, run);
  }
}

async function continueReading(services: Services, run: LinkingRunRow): Promise<void> {
  const now = services.now();
  const lease = { owner: services.processId, now, until: now + leaseTime };
  if (!(await takeOverLinkingRun(services.store, run, lease))) return;
  inBackground(services, 'read-account', () => readAccount(services, run.account_id));
}

/** The credentials were in the memory of a process that is gone: the user has to sign in again. */
async function giveUp(services: Services, run: LinkingRunRow): Promise<void> {
  const asked = run.phase === 'WAITING' && run.redirect_state === null;
  const errorCode: AccountErrorCode = asked ? 'MFA_TIMEOUT' : 'AUTH_REQUIRED';
  const held = { accountId: run.account_id, phase: run.phase, owner: run.owner };
  await takeStep(services, held, { kind: 'FAILED', errorCode });
}
