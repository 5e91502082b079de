import { startAnalysisRunner } from './analysis-runner.ts';
import { startLinkingRunner } from './linking-runner.ts';
import { inviteMailing } from './mail/invite-mailing.ts';
import { startMailer } from './mail/mailer.ts';
import { ownerMailing } from './mail/owner-mailing.ts';
import { startPipeline } from './pipeline/start-pipeline.ts';
import { withDeadline } from './platform/deadline.ts';
import type { Services } from './platform/services.ts';
import { startResealRunner } from './reseal-runner.ts';
import { startRetentionRunner } from './retention-runner.ts';

/** What goes on behind the requests. */
export interface Work {
  /**
   * Lets what is in hand finish, until `deadline`, of `performance.now()`. Nothing that is left over is lost: rows
   * say what is unfinished.
   */
  close(deadline: number): Promise<void>;
}

/** Starts the work of this process's roles: events are delivered by one, everything else is done by the other. */
export async function startWork(services: Services): Promise<Work> {
  const pipeline = await startPipeline(services);
  if (!services.config.roles.includes('api')) return pipeline;
  const analysis = startAnalysisRunner(services);
  const linking = startLinkingRunner(services);
  const mailer = startMailer(services, [inviteMailing, ownerMailing]);
  const retention = startRetentionRunner(services);
  const reseal = startResealRunner(services);
  return {
    async close(deadline) {
      const others = [analysis, linking, mailer, retention, reseal].map((each) => each.close());
      await withDeadline(Promise.all(others), deadline);
      // Last, so that what they still tell is delivered by this process if it can be.
      await pipeline.close(deadline);
    },
  };
}
