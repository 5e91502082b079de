import { Queue as Jobs, Worker } from 'bullmq';
import { concurrency, type Queue, type QueueTask } from './queue.ts';

/** Completed jobs are removed, as BullMQ's guide to production recommends. */
export async function openBullmq({ url, send }: QueueTask): Promise<Queue> {
  const { hostname, port } = new URL(url);
  const connection = { host: hostname, port: Number(port) };
  const jobs = new Jobs('events', {
    connection,
    defaultJobOptions: { removeOnComplete: true, attempts: 9, backoff: { type: 'exponential', delay: 1000 } },
  });
  const worker = new Worker('events', ({ data }) => send(data), {
    connection: { ...connection, maxRetriesPerRequest: null },
    concurrency,
  });
  await Promise.all([jobs.waitUntilReady(), worker.waitUntilReady()]);
  return {
    add: (event) => jobs.add('event', event),
    close: () => Promise.all([worker.close(), jobs.close()]),
  };
}
