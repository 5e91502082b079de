import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import type { BareEvent } from '../src/bare-server.ts';
import { concurrency, type Queue, type QueueTask } from './queue.ts';

/** Without this logger, a line would be logged for each job. */
const logger = new Logger(() => (level, message) => {
  if (level === 'error') console.error(message);
});

/** Fetches jobs and writes outcomes in batches, as Graphile Worker recommends for performance. */
export async function openGraphileWorker({ url, send }: QueueTask): Promise<Queue> {
  const utils = await makeWorkerUtils({ connectionString: url, logger });
  await utils.migrate();
  const worker = await run({
    preset: {
      worker: {
        connectionString: url,
        logger,
        concurrentJobs: concurrency,
        maxPoolSize: concurrency + 2,
        pollInterval: 1000,
        localQueue: { size: 4 * concurrency },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
    noHandleSignals: true,
    taskList: { event: (payload) => send(payload as BareEvent) },
  });
  return {
    add: (event) => utils.addJob('event', event),
    close: () => Promise.all([worker.stop(), utils.release()]),
  };
}
