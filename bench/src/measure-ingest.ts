import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import type { AnsweringTask } from './answering.ts';
import { Child } from './child.ts';

export type Answering = 'fastify' | 'sqlite' | 'postgres';

/**
 * How many events are accepted per second through `POST /v1/events`. There are 16 clients, and each has one request
 * in flight.
 */
export async function measureIngest(what: Answering, count: number): Promise<number> {
  await using postgres = what === 'postgres' ? await startPostgres({ durable: true }) : undefined;
  const databaseUrl = (await postgres?.createDatabase()) ?? null;
  await using server = new Child('./answering.ts');
  const task: AnsweringTask = { what: what === 'fastify' ? 'fastify' : 'winkwire', databaseUrl };
  const { url } = await server.request<{ url: string }>(task);
  await using clients = new Child('./publishing.ts');
  const { perSecond } = await clients.request<{ perSecond: number }>({ url, clients: 16, count });
  await server.request({ kind: 'close' });
  return perSecond;
}
