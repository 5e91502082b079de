import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Hint } from '../store.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './open-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Ends the connections of the store at the server. Resolves when the store has noticed and set a timer to reconnect. */
async function loseListen(url: string): Promise<void> {
  const operator = new pg.Client(url);
  await operator.connect();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await operator.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'winkwire'`,
  );
  await expect.poll(() => vi.getTimerCount()).toBe(1);
  await operator.end();
}

test('a store that has lost LISTEN connects again a second later', async () => {
  const url = await postgres.createDatabase();
  const store = await openPostgres(url);
  await loseListen(url);
  const connect = vi.spyOn(pg.Client.prototype, 'connect');
  await vi.advanceTimersByTimeAsync(1000);
  expect(connect).toHaveBeenCalledOnce();
  await store.close();
});

test('a store that was closed after it has lost LISTEN does not connect again', async () => {
  const url = await postgres.createDatabase();
  const store = await openPostgres(url);
  await loseListen(url);
  await store.close();
  const connect = vi.spyOn(pg.Client.prototype, 'connect');
  await vi.advanceTimersByTimeAsync(1000);
  expect(connect).not.toHaveBeenCalled();
});

test('a store that is closed while it connects again ends the new connection', async () => {
  const url = await postgres.createDatabase();
  const store = await openPostgres(url);
  await loseListen(url);
  await vi.advanceTimersByTimeAsync(1000);
  await store.close();
  const operator = new pg.Client(url);
  await operator.connect();
  const connections = `select pid from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await expect.poll(async () => (await operator.query(connections)).rows).toEqual([]);
  await operator.end();
});

test('hints arrive with the highest sequence, and those of earlier versions without any', async () => {
  const url = await postgres.createDatabase();
  const [one, other] = [await openPostgres(url), await openPostgres(url)];
  const heard: Hint[] = [];
  other.onHint((hint) => heard.push(hint));
  const grown = { tenantId: 't', webhookId: 'w', about: 'grown' } as const;
  const changed = { ...grown, about: 'changed' } as const;
  for (const hint of [{ ...grown, head: 5 }, changed, { ...grown, head: 3 }]) one.hint(hint);
  await expect.poll(() => heard).toEqual([{ ...grown, head: 5 }, changed]);

  const operator = new pg.Client(url);
  await operator.connect();
  const say = (payload: unknown) =>
    operator.query('select pg_notify($1, $2)', ['winkwire_hints', JSON.stringify(payload)]);
  heard.length = 0;
  const packed = ['t', 'w', 'grown'];
  for (const heads of [[], [['7']], [[-1]], [[1.5]], [[7]]]) await say(['another process', packed, ...heads]);
  await expect.poll(() => heard).toEqual([grown, grown, grown, grown, { ...grown, head: 7 }]);
  await operator.end();
  for (const store of [one, other]) await store.close();
});
