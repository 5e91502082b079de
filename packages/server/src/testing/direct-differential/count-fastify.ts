import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export async function countFastify(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const onStart = (): void => void count++;
  subscribe('tracing:fastify.request.handler:start', onStart);
  try {
    await work();
  } finally {
    unsubscribe('tracing:fastify.request.handler:start', onStart);
  }
  return count;
}
