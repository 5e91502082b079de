import { hash } from 'node:crypto';
import type { BatchedEvent, EventOfBatchResult, PublishedBatch } from '@winkwire/contract/resources';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { startServerProcess } from '../testing/server-process.ts';
import { callAt, production, sandbox, startTestServer, type TestServer } from '../testing/test-server.ts';

const recordEvent = (recordId: string, more: object = {}) => ({
  type: 'RECORD_CREATED',
  data: { recordId, recordType: null },
  ...more,
});
const ndjson = { 'content-type': 'application/x-ndjson' };
const post = (body: unknown, more: object = {}) => ({ method: 'POST', body, ...more });

describe.each(['sqlite', 'postgres'] as const)('batches of events on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  /** A paused webhook for each mode, keyed by API key. Its deliveries record the order of the log. */
  const webhooks = new Map<string, string>();
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    for (const as of [sandbox, production]) {
      const url = 'https://receiver.example/hook';
      const body = { name: 'log', url, eventTypes: ['ALL_EVENTS'], active: false };
      webhooks.set(as.key, (await server.call('/v1/webhooks', post(body, { as }))).body.data.id);
    }
  }, 180_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const publish = async (body: unknown, more: object = {}): Promise<PublishedBatch> => {
    const response = await server.call('/v1/events/batch', post(body, more));
    expect(response, response.body.message).toMatchObject({ status: 200, body: { code: 'OK' } });
    return response.body.data;
  };

  const readLog = async (as = sandbox): Promise<{ id: string; data: object }[]> => {
    const rows = await server.services.store.all<{ body: string }>(
      `select e.body from deliveries d join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id
       where d.webhook_id = $1 order by d.sequence`,
      [webhooks.get(as.key)!],
    );
    return rows.map(({ body }) => JSON.parse(body));
  };

  test('each event has its own result, in an array and in NDJSON', async () => {
    const events = [
      recordEvent('one'),
      recordEvent('two', { idempotencyKey: `same-${name}` }),
      { type: 'RECORD_CREATED', data: {} },
      recordEvent('two', { idempotencyKey: `same-${name}` }),
      recordEvent('three', { idempotencyKey: `same-${name}` }),
      { type: 'NOTHING', data: {} },
      'no event',
      recordEvent('four', { more: 1 }),
      recordEvent('five', { idempotencyKey: '' }),
    ];
    const refusal = (field: string | null, message: RegExp) => ({
      id: null,
      repeated: false,
      error: { code: 'INVALID_PARAMETERS', field, message: expect.stringMatching(message) },
    });
    const stored = { id: expect.stringMatching(/^et-/), repeated: false, error: null };
    const results = [
      stored,
      stored,
      refusal('data.recordId', /recordId/),
      { ...stored, repeated: true },
      refusal('idempotencyKey', /already used/),
      refusal('type', /^type: has to be one of/),
      refusal(null, /^the event: has to be an object, not a string/),
      refusal('more', /not a known field/),
      refusal('idempotencyKey', /at least 1 character/),
    ];
    const published = await publish(events);
    expect(published).toEqual({ stored: 2, repeated: 1, refused: 6, results });
    expect(published.results[3]!.id).toBe(published.results[1]!.id);
    const lines = events.map((event) => JSON.stringify(event)).join('\r\n\n');
    const again = await publish(lines, { headers: ndjson });
    expect(again).toMatchObject({ stored: 1, repeated: 2, refused: 6 });
    expect(again.results[1]).toEqual({ ...published.results[1], repeated: true });
  });

  test('an event that is not JSON is refused, and the others are not affected', async () => {
    const good = JSON.stringify(recordEvent('good'));
    const bad = ['{"type": RECORD_CREATED}', '{"__proto__": {}}', '[1, 2', `{"a":${'[0],'.repeat(20_001)}0}`];
    for (const event of bad) {
      const { results } = await publish(`${good}\n${event}\n${good}`, { headers: ndjson });
      expect(results.map(({ error }) => error?.code)).toEqual([undefined, 'INVALID_PARAMETERS', undefined]);
    }
    const { results } = await publish(`[${good}, {"type" "RECORD_CREATED"}, ,${good}]`);
    expect(results.map(({ error }) => error?.message)).toEqual([
      undefined,
      expect.stringContaining('The event is not valid JSON'),
      expect.stringContaining('The event is not valid JSON'),
      undefined,
    ]);
  });

  const whole = JSON.stringify(recordEvent('whole'));
  test.each([
    ['an object', `{"events":[${whole}]}`, {}, /one JSON array of events/],
    ['an array that is not closed', `[${whole},`, {}, /not closed/],
    ['a string that is not closed', `[${whole},{"type":"}]`, {}, /not closed/],
    ['text after the array', `[${whole}] ${whole}`, {}, /one JSON array of events/],
    ['no events', '[ ]', {}, /no events/],
    ['no lines', '\n \n', { headers: ndjson }, /no events/],
    ['no body', undefined, {}, /no events/],
    ['1,001 events', `[${Array(1001).fill('0').join()}]`, {}, /at most 1000 events/],
    ['1,001 lines', '0\n'.repeat(1001), { headers: ndjson }, /at most 1000 events/],
    ['a key for the batch', `[${whole}]`, { headers: { 'idempotency-key': 'a' } }, /Give each event/],
  ])('nothing is stored of %s', async (...[, body, more, message]) => {
    const before = (await readLog()).length;
    const response = await server.call('/v1/events/batch', post(body, more));
    expect(response).toMatchObject({ status: 400, body: { code: 'INVALID_PARAMETERS', data: null } });
    expect(response.body.message).toMatch(message);
    expect((await readLog()).length).toBe(before);
  });

  test('a batch of 1,000 is stored in its order, even beside other batches', async () => {
    const of = (batch: number) =>
      Array.from({ length: 1000 }, (_, n) => recordEvent(`${batch}-${String(n).padStart(4, '0')}`));
    const before = (await readLog()).length;
    const published = await Promise.all([1, 2, 3].map((batch) => publish(of(batch))));
    const log = (await readLog()).slice(before);
    expect(log.length).toBe(3000);
    for (const { results } of published) {
      const ids = new Set(results.map(({ id }) => id));
      expect(log.filter(({ id }) => ids.has(id)).map(({ id }) => id)).toEqual([...ids]);
    }
  });

  test('a repeated event may have its members in another order', async () => {
    const [key, other] = [`order-${name}`, `order-${name}-2`];
    const reversed = { data: { recordType: null, recordId: 'one' }, type: 'RECORD_CREATED' };
    const headers = { 'idempotency-key': key };
    const first = await server.call('/v1/events', post(recordEvent('one'), { headers }));
    const again = await server.call('/v1/events', post(reversed, { headers }));
    expect(again.body.data).toEqual({ id: first.body.data.id, repeated: true });
    const batch = [
      { ...reversed, idempotencyKey: key },
      recordEvent('one', { idempotencyKey: other }),
      { idempotencyKey: other, ...reversed },
      recordEvent('two', { idempotencyKey: other }),
    ];
    const { results } = await publish(batch);
    expect(results.map(({ repeated }) => repeated)).toEqual([true, false, true, false]);
    expect(results[2]!.id).toBe(results[1]!.id);
    expect(results[3]!.error).toMatchObject({ field: 'idempotencyKey' });
  });

  test('an event whose key an earlier version has stored is repeated too', async () => {
    const headers = { 'idempotency-key': `earlier-${name}` };
    const body = recordEvent('one');
    const first = await server.call('/v1/events', post(body, { headers }));
    await server.services.store.transaction((transaction) =>
      transaction.run('update idempotency_keys set digest = $1 where key = $2', [
        hash('sha256', JSON.stringify(body)),
        headers['idempotency-key'],
      ]),
    );
    const again = await server.call('/v1/events', post(body, { headers }));
    expect(again.body.data).toEqual({ id: first.body.data.id, repeated: true });
    const another = await server.call('/v1/events', post(recordEvent('two'), { headers }));
    expect(another.status).toBe(400);
  });

  let run = 0;
  const event = fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(undefined, 'k', 'l', 'm'))
        .map(([recordId, idempotencyKey]) => recordEvent(recordId, { idempotencyKey })),
    },
    { weight: 1, arbitrary: fc.constantFrom({ type: 'NOTHING', data: {} }, recordEvent('a', { data: {} })) },
  );
  test('a batch gives the same log and the same results as its events one by one', async () => {
    const property = fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 20 }), async (events) => {
      run++;
      const own = (events as BatchedEvent[]).map(({ idempotencyKey, ...rest }) => ({
        ...rest,
        ...(idempotencyKey ? { idempotencyKey: `${run}-${idempotencyKey}` } : {}),
      }));
      const before = [(await readLog(sandbox)).length, (await readLog(production)).length];
      const { results } = await publish(own, { as: sandbox });
      const single: Pick<EventOfBatchResult, 'id' | 'repeated'>[] = [];
      for (const { idempotencyKey, ...body } of own) {
        const headers = idempotencyKey ? { 'idempotency-key': idempotencyKey } : {};
        const response = await server.call('/v1/events', post(body, { as: production, headers }));
        single.push(response.body.data ?? { id: null, repeated: false });
      }
      const logs = [(await readLog(sandbox)).slice(before[0]), (await readLog(production)).slice(before[1])];
      const [batched, oneByOne] = logs.map((log) => log.map(({ data }) => data));
      expect(batched).toEqual(oneByOne);
      // The two logs have different ids, so each id is replaced by its position.
      const [ofBatch, ofSingle] = [results, single].map((list, index) =>
        list.map(({ id, repeated }) => [logs[index]!.findIndex((entry) => entry.id === id), repeated]),
      );
      expect(ofBatch).toEqual(ofSingle);
    });
    await fc.assert(property, { numRuns: 15 });
  });

  test('after a kill, each event with a result is in the log, and repeating the batches adds nothing', async () => {
    await using own = await engine.place();
    const { dataDir, databaseUrl } = own.config;
    const batches = Array.from({ length: 40 }, (_, batch) =>
      Array.from({ length: 50 }, (_, n) => recordEvent(`r-${batch}`, { idempotencyKey: `${batch}-${n}` })),
    );
    const acknowledged: EventOfBatchResult[][] = [];
    const first = await startServerProcess(dataDir, { databaseUrl });
    const send = async (index: number) => {
      const { body } = await callAt(first.url)('/v1/events/batch', post(batches[index]));
      acknowledged[index] = body.data.results;
      if (acknowledged.filter(Boolean).length === 10) void first.kill();
    };
    await Promise.allSettled(batches.map((_, index) => send(index)));
    expect(acknowledged.filter(Boolean).length).toBeGreaterThanOrEqual(10);

    await using second = await startTestServer(own.config);
    const again: EventOfBatchResult[][] = [];
    for (const batch of batches) {
      again.push((await second.call('/v1/events/batch', post(batch))).body.data.results);
    }
    for (const [index, results] of acknowledged.entries()) {
      for (const [n, { id }] of (results ?? []).entries()) {
        expect(again[index]![n]).toEqual({ id, repeated: true, error: null });
      }
    }
    const rows = await second.services.store.all<{ id: string }>('select id from events');
    expect(rows.map(({ id }) => id).sort()).toEqual(
      again
        .flat()
        .map(({ id }) => id)
        .sort(),
    );
  }, 180_000);
});

test('in the rate limit, each event counts like a request', async () => {
  await using server = await startTestServer({ rateLimit: 10 });
  const batch = (size: number) => post(Array.from({ length: size }, (_, n) => recordEvent(`r-${n}`)));
  expect((await server.call('/v1/events/batch', batch(10))).status).toBe(200);
  const refused = await server.call('/v1/events/batch', batch(9));
  expect(refused).toMatchObject({ status: 429, body: { code: 'REQUEST_LIMIT_EXCEEDED' } });
  expect(refused.body.message).toMatch(/publish at most 10 events a second/);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  const metrics = await server.services.metrics.metrics();
  expect(metrics).toContain('winkwire_batch_events_total{result="stored"} 10');
  // Another path still accepts requests, because batches have their own rate limit.
  expect((await server.call('/v1/users')).status).toBe(200);
});

test('a batch larger than one second permits is accepted, and the next one waits for all its events', async () => {
  await using server = await startTestServer({ rateLimit: 10 });
  const batch = (size: number) => post(Array.from({ length: size }, (_, n) => recordEvent(`r-${n}`)));
  expect((await server.call('/v1/events/batch', batch(500))).status).toBe(200);
  // The status is 429 and not 400, because the body is not read.
  const refused = await server.call('/v1/events/batch', post('no JSON'));
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
});
