import { countEndedSessions } from '../domain/session-figures.ts';
import type { Loop } from '../platform/loop.ts';
import type { Services } from '../platform/services.ts';
import { startJob } from './periodic-job.ts';

export const startSessionFigures = (services: Services): Loop =>
  startJob(services, {
    name: 'session-figures',
    everyMs: 60_000,
    async run(signal) {
      const { store } = services;
      let counted = 0;
      let batch: number;
      do {
        batch = await store.transaction((transaction) => countEndedSessions(transaction, store.engine));
        counted += batch;
      } while (batch > 0 && !signal.aborted);
      return { counted };
    },
    done: 'sessions.counted',
  });
