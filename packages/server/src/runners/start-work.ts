import { inviteMailKind } from '../mail/invite-mail-kind.ts';
import { ownerMailKind } from '../mail/owner-mail-kind.ts';
import { startPipeline } from '../pipeline/start-pipeline.ts';
import { withDeadline } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';
import { startAnalysis } from './analysis.ts';
import { startLinking } from './linking.ts';
import { startMailer } from './mailer.ts';
import { startReseal } from './reseal.ts';
import { startRetention } from './retention.ts';

/** What a process does besides serving requests. */
export interface Work {
  /**
   * Lets what is in progress finish, until `deadline` (of `performance.now()`). Nothing is lost after that: rows say
   * what is unfinished.
   */
  close(deadline: number): Promise<void>;
}

/** Starts the background work of this process's roles: `deliver` sends events, `api` does everything else. */
export async function startWork(services: Services): Promise<Work> {
  const pipeline = await startPipeline(services);
  if (!services.config.roles.includes('api')) return pipeline;
  const runners = [
    startAnalysis(services),
    startLinking(services),
    startMailer(services, [inviteMailKind, ownerMailKind]),
    startRetention(services),
    startReseal(services),
  ];
  return {
    async close(deadline) {
      await withDeadline(Promise.all(runners.map((runner) => runner.close())), deadline);
      // Last, so that this process still delivers the events that the others append while they finish.
      await pipeline.close(deadline);
    },
  };
}
