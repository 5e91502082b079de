import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reads } from '../../store/store.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { type Delivering, startDelivering } from '../testing/start-delivering.ts';
import { PageReads, type PageRequest } from './page-reads.ts';
import { type DeliveryPage, readPending } from './read-deliveries.ts';

/** Counts the statements, and returns no rows. */
function emptyReads() {
  const statements: string[] = [];
  const reads = {
    async all(sql: string) {
      statements.push(sql);
      return [];
    },
  } as unknown as Reads;
  return { reads, statements };
}

const request = (n: number, units = 1): PageRequest => ({
  key: { tenantId: 't', webhookId: `w${n}` },
  after: 0,
  limit: 10,
  units,
});

test('pages that are requested at the same time are read with one statement, later ones with another', async () => {
  const { reads, statements } = emptyReads();
  const pages = new PageReads(reads, 100);
  await Promise.all([1, 2, 3].map((n) => pages.read(request(n))));
  expect(statements).toHaveLength(1);
  await pages.read(request(4));
  expect(statements).toHaveLength(2);
});

test('one statement reads no more pages than memory has room for, but at least one', async () => {
  const { reads, statements } = emptyReads();
  const pages = new PageReads(reads, 10);
  await Promise.all([200, 4, 6, 1, 200].map((units, n) => pages.read(request(n, units))));
  expect(statements).toHaveLength(4);
});

test('however many pages are requested, a statement has a limited size', async () => {
  const { reads, statements } = emptyReads();
  const pages = new PageReads(reads, 1_000_000);
  await Promise.all(Array.from({ length: 1000 }, (_, n) => pages.read(request(n))));
  expect(statements).toHaveLength(16);
});

test('if a statement fails, all of its pages fail, and the next one is read', async () => {
  const { reads } = emptyReads();
  const failing = { all: () => Promise.reject(new Error('away')) } as unknown as Reads;
  const current = { reads: failing };
  const pages = new PageReads({ all: (...query: [string]) => current.reads.all(...query) } as Reads, 100);
  const results = await Promise.allSettled([1, 2].map((n) => pages.read(request(n))));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  current.reads = reads;
  await expect(pages.read(request(3))).resolves.toEqual({ deliveries: [], damaged: [] });
});

let engine: Engine;
let delivering: Delivering;
const webhooks: string[] = [];
beforeAll(async () => {
  engine = await startEngine('postgres');
  const place = await engine.place();
  delivering = await startDelivering({ ...place.config, roles: ['api'] });
  for (let n = 0; n < 5; n++) webhooks.push(await delivering.webhook('http://127.0.0.1:9000'));
  await delivering.append(...Array.from({ length: 40 }, (_, n) => ({ sourceId: `s${n}` })));
  await delivering.services.store.run(`update deliveries set state = 'failed' where sequence % 7 = 0`);
  await delivering.services.store.run(
    `update events set body = '{}' where id in (select event_id from deliveries where sequence = 10)`,
  );
});
afterAll(async () => {
  await delivering[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
});

test('pages that are read together equal those that are read alone', async () => {
  const { store } = delivering.services;
  const anyPage = fc.record({
    key: fc.record({
      tenantId: fc.constantFrom('acme', 'other'),
      webhookId: fc.constantFrom(...webhooks, 'wh-unknown'),
    }),
    after: fc.integer({ min: 0, max: 45 }),
    limit: fc.integer({ min: 1, max: 50 }),
    units: fc.constant(1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyPage, { minLength: 1, maxLength: 9 }), async (requests) => {
      const pages = new PageReads(store, 100);
      const together = await Promise.all(requests.map((each) => pages.read(each)));
      const alone: DeliveryPage[] = [];
      for (const each of requests) alone.push(await readPending(store, each));
      expect(together).toEqual(alone);
    }),
    { numRuns: 50 },
  );
  const whole = await readPending(store, {
    ...request(0),
    key: { tenantId: 'acme', webhookId: webhooks[0] as string },
    limit: 50,
  });
  expect([whole.deliveries.length, whole.damaged.length]).toEqual([34, 1]);
});
