import { inviteMailKind } from '../mail/invite-mail-kind.ts';
import { ownerMailKind } from '../mail/owner-mail-kind.ts';
import { exposeCounter } from '../metrics/expose.ts';
import { FastCounter } from '../metrics/fast-counter.ts';
import { startPipeline } from '../pipeline/start-pipeline.ts';
import { withDeadline } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';
import { startAnalysis } from './analysis.ts';
import { startLinking } from './linking.ts';
import { startMailer } from './mailer.ts';
import { startReseal } from './reseal.ts';
import { startRetention } from './retention.ts';
import { startSessionFigures } from './session-figures.ts';
import { startSessions } from './sessions.ts';

export interface Work {
  /**
   * Waits for the work until `deadline`, a time of `performance.now()`. Unfinished work is not lost, because the
   * database records what is unfinished.
   */
  close(deadline: number): Promise<void>;
}

/** The role `deliver` sends events, and `api` does everything else. */
export async function startWork(services: Services): Promise<Work> {
  const pipeline = await startPipeline(services);
  if (!services.config.roles.includes('api')) return pipeline;
  // The counts start at 0, because Prometheus sees no increase in a series whose first value is 1.
  const mails = new FastCounter(['sent', 'retry', 'refused']);
  exposeCounter(services.metrics, mails, {
    name: 'winkwire_mails_total',
    help: 'Attempts to send an e-mail, by outcome: sent, retry, refused.',
    label: 'outcome',
  });
  const runners = [
    startAnalysis(services),
    startLinking(services),
    startMailer(services, [inviteMailKind, ownerMailKind], mails),
    startRetention(services),
    startReseal(services),
    startSessions(services),
    startSessionFigures(services),
  ];
  return {
    async close(deadline) {
      await withDeadline(Promise.all(runners.map((runner) => runner.close())), deadline);
      // The pipeline is closed last, so that it still delivers the events that the other work appends.
      await pipeline.close(deadline);
    },
  };
}
