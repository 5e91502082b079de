import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { renderEvent } from '../../pipeline/event-log/render-event.ts';
import { StoreUnavailable } from '../store-unavailable.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './open-postgres.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

const publication = () => ({
  event: renderEvent(
    { tenantId: 'acme', mode: 'SANDBOX', type: 'USER_CREATED', sourceId: 'u', data: {} },
    Date.now(),
  ),
});

const refuseAfter = { statementMs: 500, silenceMs: 500 };

test('a statement that waits for too long is given up by the server too, and nothing of its flight is done later', async () => {
  const url = await postgres.createDatabase();
  const store = await openPostgres(url, refuseAfter);
  const other = new pg.Client(url);
  await other.connect();
  await store.run(`insert into cursors values ('acme', 'wh-1', 0)`);
  await other.query('begin; update cursors set sequence = 1');
  const cursors = [{ tenantId: 'acme', webhookId: 'wh-1', sequence: 7 }];
  const recorded = store.recordOutcomes({ outcomes: [], cursors, now: 1 });
  await expect(recorded).rejects.toThrow(StoreUnavailable);
  const waiting = 'select count(*) as count from pg_locks where not granted';
  expect(await store.get(waiting)).toEqual({ count: 0 });
  await other.query('commit');
  expect(await store.get('select sequence from cursors')).toEqual({ sequence: 1 });
  await other.end();
  await store.close();
});

test('a transaction that is silent for too long loses its locks, and fails', async () => {
  const store = await openPostgres(await postgres.createDatabase(), { ...refuseAfter, statementMs: 10_000 });
  await store.run(`insert into cursors values ('acme', 'wh-1', 0)`);
  const [locked, wake] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const silent = store.transaction(async (transaction) => {
    await transaction.run('update cursors set sequence = 1');
    locked.resolve();
    await wake.promise;
    await transaction.run('update cursors set sequence = 2');
  });
  await locked.promise;
  await store.run('update cursors set sequence = 7');
  wake.resolve();
  await expect(silent).rejects.toThrow(StoreUnavailable);
  expect(await store.get('select sequence from cursors')).toEqual({ sequence: 7 });
  await store.close();
});

test('a connection whose settings failed runs no batch; the next has them', async () => {
  const store = await openPostgres(await postgres.createDatabase());
  const refused = new Set<unknown>();
  const batches: unknown[] = [];
  const real = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const query = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const [text] = given as [string | { text: string }];
    if (String(text).includes('enable_seqscan') && refused.size === 0) {
      refused.add(this);
      return Promise.reject(new Error('no settings today'));
    }
    if (text === 'commit') batches.push(this);
    return real.apply(this, given);
  });
  await expect(store.publish(publication())).rejects.toThrow('no settings today');
  expect(await store.publish(publication())).toMatchObject({ kind: 'stored' });
  expect(batches).toHaveLength(1);
  expect(batches.filter((client) => refused.has(client))).toEqual([]);
  query.mockRestore();
  expect(await store.all('select id from events')).toHaveLength(1);
  await store.close();
});
