import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Endpoint } from '../../domain/endpoint.ts';
import type { Reads } from '../../store/store.ts';
import { type Engine, type Place, startEngine } from '../../store/testing/engines.ts';
import { type Delivering, startDelivering } from '../testing/start-delivering.ts';
import { LaneReader } from './lane-reader.ts';
import { newEntry, type QueueEntry } from './queue-entry.ts';
import { QueueMemory } from './queue-memory.ts';

describe.each(['sqlite', 'postgres'] as const)('the due retries of a lane on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let delivering: Delivering;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    delivering = await startDelivering({ ...place.config, roles: ['api'] });
  });
  afterEach(async () => {
    await delivering[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  /** Stores `count` retries, of a source each, which have been due for some ms. The last ones are due first. */
  async function storeDue(count: number): Promise<string> {
    const id = await delivering.webhook('https://example.com');
    await delivering.append(...Array.from({ length: count }, (_, n) => ({ sourceId: `s${n}` })));
    await delivering.services.store.run(
      `update deliveries set state = 'retrying', attempts = 1, due_at = $1 - sequence`,
      [Date.now()],
    );
    return id;
  }

  /** `bodies` contains how many bodies each read of retries has returned. */
  function startReading(webhookId: string, { memory = new QueueMemory(50_000), concurrency = 1 } = {}) {
    const bodies: number[] = [];
    const { store } = delivering.services;
    const reads: Reads = {
      get: (sql, parameters) => store.get(sql, parameters),
      async all<Row extends object>(...query: Parameters<Reads['all']>) {
        const rows = await store.all<Row>(...query);
        bodies[bodies.length - 1]! += rows.filter((row) => 'body' in row).length;
        return rows;
      },
    };
    const limits = { concurrency, ratePerSecond: undefined, strictOrder: false };
    const endpoint = { tenantId: 'acme', id: webhookId, limits, paused: false, failingSince: null };
    const entry = newEntry(
      { endpoint: endpoint as unknown as Endpoint, shard: 0, head: 0, cursor: 0, nextDueAt: Date.now() },
      { memory, awake: new Set() },
    );
    // The bodies are small, so the first page is already a full one.
    entry.meanUnits = 1;
    const reader = new LaneReader({
      reads,
      pageSize: 500,
      pump: () => {},
      failDamaged: async () => expect.fail('No body has changed'),
      logError: (error) => expect.fail(String(error)),
    });
    const readRetries = async (): Promise<number> => {
      bodies.push(0);
      reader.readRetries(entry);
      await vi.waitFor(() => expect(entry.readingRetries).toBe(false), { interval: 1 });
      return entry.lane.queued;
    };
    return { entry, bodies, readRetries };
  }

  const isReadAtOnce = ({ nextDueAt }: QueueEntry): boolean =>
    nextDueAt !== undefined && nextDueAt <= Date.now();

  test('retries that are in memory are not read again, so those behind them are reached', async () => {
    const { entry, bodies, readRetries } = startReading(await storeDue(450));
    expect(await readRetries()).toBe(200);
    expect(entry.lane.startNext(0)?.sequence).toBe(450);
    expect(isReadAtOnce(entry)).toBe(true);
    expect(await readRetries()).toBe(399);
    expect(await readRetries()).toBe(449);
    expect(isReadAtOnce(entry)).toBe(false);
    expect(await readRetries()).toBe(449);
    expect(bodies).toEqual([200, 200, 50, 0]);
  });

  test('while memory is short, retries in flight are not read again either', async () => {
    const memory = new QueueMemory(50_000);
    memory.units = 50_000;
    const { entry, bodies, readRetries } = startReading(await storeDue(30), { memory, concurrency: 10 });
    await readRetries();
    while (entry.lane.startNext(0));
    await readRetries();
    expect(bodies).toEqual([10, 10]);
    expect(entry.lane.needsRetries(0)).toBe(false);
  });

  test('a retry that was in flight during a read is read again when it is due again', async () => {
    const { entry, readRetries } = startReading(await storeDue(1));
    await readRetries();
    const delivery = entry.lane.startNext(0)!;
    await readRetries();
    // A redelivery during the request makes it due again, although the response is a success.
    entry.lane.finish(delivery, { kind: 'delivered' }, 0);
    entry.lane.recorded(delivery.sequence);
    expect(entry.nextDueAt).toBeGreaterThan(0);
    expect(await readRetries()).toBe(1);
  });
});
