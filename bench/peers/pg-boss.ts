import { PgBoss } from 'pg-boss';
import type { BareEvent } from '../src/bare-server.ts';
import { concurrency, type Queue, type QueueTask } from './queue.ts';

const name = 'events';

/** After a full batch, the next one is fetched at once. If one job fails, its whole batch fails. */
export async function openPgBoss({ url, send }: QueueTask): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, useListenNotify: true });
  boss.on('error', (error) => console.error(error));
  await boss.start();
  await boss.createQueue(name, { notify: true, retryLimit: 9, retryBackoff: true });
  await boss.work<BareEvent>(
    name,
    { batchSize: concurrency, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true, perJobResults: true },
    (jobs) =>
      Promise.all(
        jobs.map(async ({ id, data }) => {
          await send(data);
          return { id, status: 'completed' as const };
        }),
      ),
  );
  return { add: (event) => boss.send(name, event), close: () => boss.stop({ graceful: true, close: true }) };
}
