import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import type { AnsweringTask } from './answering.ts';
import { Child } from './child.ts';

export type Answering = 'fastify' | 'sqlite' | 'postgres';

/** Events accepted in a second through `POST /v1/events`, from 16 clients with one request each; Fastify alone first. */
export async function measureIngest(what: Answering, count: number): Promise<number> {
  await using postgres = what === 'postgres' ? await startPostgres({ durable: true }) : undefined;
  const databaseUrl = (await postgres?.createDatabase()) ?? null;
  await using server = new Child('./answering.ts');
  const task: AnsweringTask = { what: what === 'fastify' ? 'fastify' : 'winkwire', databaseUrl };
  const { url } = await server.ask<{ url: string }>(task);
  await using clients = new Child('./publishing.ts');
  const { perSecond } = await clients.ask<{ perSecond: number }>({ url, clients: 16, count });
  await server.ask({ kind: 'close' });
  return perSecond;
}
