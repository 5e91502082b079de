import pg from 'pg';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { type Postgres, startPostgres } from '../../store/testing/start-postgres.ts';
import { makeOutcome } from '../testing/make-outcome.ts';
import { Recorder } from './recorder.ts';

let postgres: Postgres;
let databaseUrl: string;
let store: Store;
let recorder: Recorder;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());
beforeEach(async () => {
  databaseUrl = await postgres.createDatabase();
  store = await openStore({ databaseUrl, dataDir: '' });
  recorder = new Recorder({ store, log: pino({ level: 'silent' }), onRecorded: () => [] });
  for (const tenantId of ['acme', 'bolt']) {
    await store.run(
      `insert into deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
       values ($1, 'wh-1', 1, 'SANDBOX', 'et-1', 's', 0, 1, 1), ($1, 'wh-1', 2, 'SANDBOX', 'et-2', 's', 0, 1, 1)`,
      [tenantId],
    );
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  recorder.giveUp();
  await recorder.drained();
  await store.close();
});

const outcome = (tenantId: string, sequence = 1, status = 200) => makeOutcome({ tenantId, sequence, status });
const totals = () =>
  store.all('select tenant_id, total, failed from attempt_figures where span = 300000 order by tenant_id');
const states = () =>
  store.all('select tenant_id, state from deliveries where sequence = 1 order by tenant_id');

type Query = (this: pg.Client, ...values: unknown[]) => Promise<unknown>;

/** Replaces the first `commit` by `instead`, and then reports a lost connection. */
function loseFirstCommit(instead: 'commit' | 'rollback'): { lost: number } {
  const { query } = pg.Client.prototype as unknown as { query: Query };
  const counted = { lost: 0 };
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...values: unknown[]) {
    if (values[0] !== 'commit' || counted.lost > 0) return query.apply(this, values);
    counted.lost++;
    const lost = Object.assign(new Error('connection failure'), { code: '08006' });
    return query.call(this, instead).then(() => Promise.reject(lost));
  } as never);
  return counted;
}

test.each(['rollback', 'commit'] as const)(
  'no attempt is counted twice if the connection is lost after the %s of one tenant',
  async (instead) => {
    const counted = loseFirstCommit(instead);
    recorder.record(outcome('acme'));
    recorder.record(outcome('bolt', 1, 500));
    await recorder.drained();
    expect(counted.lost).toBe(1);
    expect(await totals()).toEqual([
      { tenant_id: 'acme', total: 1, failed: 0 },
      { tenant_id: 'bolt', total: 1, failed: 1 },
    ]);
    expect(await states()).toEqual([
      { tenant_id: 'acme', state: 'delivered' },
      { tenant_id: 'bolt', state: 'retrying' },
    ]);
  },
);

test('while the outcomes of one tenant cannot be written, those of another are', async () => {
  await store.run(
    `alter table deliveries add constraint refused check (tenant_id <> 'acme' or attempts = 0)`,
  );
  recorder.record(outcome('acme'));
  recorder.record(outcome('bolt'));
  await expect.poll(states).toContainEqual({ tenant_id: 'bolt', state: 'delivered' });
  recorder.record(outcome('bolt', 2));
  await expect
    .poll(() => store.get(`select state from deliveries where tenant_id = 'bolt' and sequence = 2`))
    .toEqual({ state: 'delivered' });
  await store.run('alter table deliveries drop constraint refused');
  await recorder.drained();
  expect(await totals()).toEqual([
    { tenant_id: 'acme', total: 1, failed: 0 },
    { tenant_id: 'bolt', total: 2, failed: 0 },
  ]);
});
