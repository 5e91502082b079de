import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { type Engine, type Place, startEngine } from '../../store/testing/engines.ts';
import type { AttemptOutcome } from '../model/attempt-outcome.ts';

const key = { tenantId: 'acme', webhookId: 'wh-1', sequence: 1, eventId: 'et-1' };
const response = {
  startedAt: 5,
  durationMs: 7,
  error: null,
  cause: null,
  headers: '{}',
  body: 'the response',
  retryAfter: null,
};

const failed = (number: number, { was, due }: { was: number | null; due: number }): AttemptOutcome => ({
  ...key,
  number,
  wasDueAt: was,
  response: { ...response, status: 500 },
  verdict: { kind: 'retry', at: due },
});
const succeeded = (number: number, was: number | null): AttemptOutcome => ({
  ...key,
  number,
  wasDueAt: was,
  response: { ...response, status: 200 },
  verdict: { kind: 'delivered' },
});

/* A process that has lost its lease may record outcomes after another process has attempted the same deliveries. */
describe.each(['sqlite', 'postgres'] as const)('outcomes that come late on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    store = await openStore(place.config);
    await store.run(
      `insert into deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
       values ('acme', 'wh-1', 1, 'SANDBOX', 'et-1', 's', 0, 1, 1)`,
    );
  });
  afterEach(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });

  const record = (outcome: AttemptOutcome) =>
    store.recordOutcomes({ outcomes: [outcome], cursors: [], now: 10 });
  const delivery = () => store.get('select state, attempts, due_at, last_status from deliveries');
  const attempts = () => store.all('select number, status from attempts order by number');
  const redeliver = (at: number) =>
    store.run(
      `update deliveries set state = 'retrying', due_at = $1, attempts_before = attempts, updated_at = $1`,
      [at],
    );

  test('a delivery that was redelivered before its first attempt is delivered by that attempt', async () => {
    await redeliver(50);
    await record(succeeded(1, 50));
    expect(await delivery()).toEqual({ state: 'delivered', attempts: 1, due_at: null, last_status: 200 });
    expect(await attempts()).toEqual([{ number: 1, status: 200 }]);
  });

  test.runIf(name === 'postgres')(
    'the outcome of a delivery that a failover has lost does not count for the event that got the same number',
    async () => {
      for (const outcome of [succeeded(1, null), failed(1, { was: null, due: 99 }), succeeded(2, 99)])
        await record({ ...outcome, eventId: 'et-lost' });
      expect(await delivery()).toMatchObject({ state: 'waiting', attempts: 0 });
      expect(await attempts()).toEqual([]);
      await record(succeeded(1, null));
      expect(await delivery()).toMatchObject({ state: 'delivered', attempts: 1 });
    },
  );

  test('a first success cancels the retry that another process scheduled after a failure', async () => {
    await record(failed(1, { was: null, due: 99 }));
    await record(succeeded(1, null));
    expect(await delivery()).toEqual({ state: 'delivered', attempts: 1, due_at: null, last_status: 200 });
    expect(await attempts()).toEqual([{ number: 1, status: 500 }]);
  });

  test('a first success cancels the retry that another process scheduled after two failures', async () => {
    await record(failed(1, { was: null, due: 99 }));
    await record(failed(2, { was: 99, due: 500 }));
    await record(succeeded(1, null));
    expect(await delivery()).toEqual({ state: 'delivered', attempts: 2, due_at: null, last_status: 200 });
  });

  test('a successful retry cancels the retry that another process scheduled after a failure', async () => {
    await record(failed(1, { was: null, due: 99 }));
    await record(failed(2, { was: 99, due: 500 }));
    await record(succeeded(2, 99));
    expect(await delivery()).toEqual({ state: 'delivered', attempts: 2, due_at: null, last_status: 200 });
  });

  test('a success does not cancel a redelivery that was requested while it was in flight', async () => {
    await record(failed(1, { was: null, due: 99 }));
    await redeliver(300);
    await record(succeeded(2, 99));
    expect(await delivery()).toEqual({ state: 'retrying', attempts: 2, due_at: 300, last_status: 200 });
  });

  test('a success does not cancel a redelivery that was requested after another process had failed with the same attempt', async () => {
    await record(failed(1, { was: null, due: 99 }));
    await record(failed(2, { was: 99, due: 500 }));
    await redeliver(300);
    await record(succeeded(2, 99));
    expect(await delivery()).toMatchObject({ state: 'retrying', attempts: 2, due_at: 300 });
  });

  test('a success that is written twice, because the first confirmation was lost, does not cancel a later redelivery', async () => {
    await record(succeeded(1, null));
    await redeliver(300);
    await record(succeeded(1, null));
    expect(await delivery()).toMatchObject({ state: 'retrying', attempts: 1, due_at: 300 });
    await record(failed(2, { was: 300, due: 700 }));
    await record(succeeded(1, null));
    expect(await delivery()).toMatchObject({ state: 'retrying', attempts: 2, due_at: 700 });
    expect(await attempts()).toEqual([
      { number: 1, status: 200 },
      { number: 2, status: 500 },
    ]);
  });

  test('a failure that another process records for the same attempt after its success adds no attempt', async () => {
    await record(succeeded(1, null));
    await record(failed(1, { was: null, due: 99 }));
    expect(await delivery()).toEqual({ state: 'delivered', attempts: 1, due_at: null, last_status: 200 });
    expect(await attempts()).toEqual([{ number: 1, status: 200 }]);
  });

  test.each([
    ['short', 2],
    ['long', 16_384],
  ])(
    'a first success with a %s response is one attempt, also if it is written twice, or if another attempt follows',
    async (_, length) => {
      const first = succeeded(1, null);
      const body = 'o'.repeat(length);
      await record({ ...first, response: { ...first.response, body } });
      await record({ ...first, response: { ...first.response, body } });
      await redeliver(300);
      await record(failed(2, { was: 300, due: 700 }));
      const columns =
        'webhook_id, sequence, number, started_at, duration_ms, status, error, cause, response_headers, response_body';
      const same = {
        webhook_id: 'wh-1',
        sequence: 1,
        started_at: 5,
        duration_ms: 7,
        error: null,
        cause: null,
      };
      expect(await store.all(`select ${columns} from attempts order by number`)).toEqual([
        { ...same, number: 1, status: 200, response_headers: '{}', response_body: body },
        { ...same, number: 2, status: 500, response_headers: '{}', response_body: 'the response' },
      ]);
    },
  );

  test.runIf(name === 'sqlite')(
    'only a long response takes a row beside that of its delivery, and rows of earlier versions are still read',
    async () => {
      const rows = () => store.get('select count(*) as count from other_attempts');
      const first = succeeded(1, null);
      await record(first);
      expect(await rows()).toEqual({ count: 0 });
      await store.run(
        `update deliveries set attempts = 0, first_started_at = null, first_duration_ms = null, first_status = null,
           first_headers = null, first_body = null`,
      );
      // These 501 bytes are one too many for the row of the delivery.
      await record({ ...first, response: { ...first.response, body: '\u0e01'.repeat(167) } });
      expect(await rows()).toEqual({ count: 1 });
      expect(await attempts()).toEqual([{ number: 1, status: 200 }]);
    },
  );

  test('a delivery that was sent 40,000 times is still recorded, also by a repeated write, although not every attempt is kept', async () => {
    await record(failed(1, { was: null, due: 99 }));
    await store.run('update deliveries set attempts = 32767');
    await record(failed(32_768, { was: 99, due: 500 }));
    expect(await delivery()).toMatchObject({ state: 'retrying', due_at: 500, last_status: 500 });
    const batch = { outcomes: [succeeded(40_000, 500)], cursors: [], now: 10 };
    await store.recordOutcomes({ ...batch, isRepeated: true });
    expect(await delivery()).toMatchObject({ state: 'delivered', due_at: null, last_status: 200 });
  });
});
