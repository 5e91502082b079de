import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../domain/endpoint.ts';
import type { Reads, Value } from '../../store/store.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { LaneReader } from './lane-reader.ts';
import { newEntry, type QueueEntry } from './queue-entry.ts';
import { QueueMemory } from './queue-memory.ts';

const delivery = (sequence: number): QueuedDelivery =>
  ({ sequence, sourceId: 's', body: '{}', dueAt: null }) as unknown as QueuedDelivery;

const limits = { concurrency: 64, ratePerSecond: undefined, strictOrder: false };
function laneOf(
  reads: Reads,
  {
    strictOrder = false,
    memory = new QueueMemory(50_000),
    head = 100_000,
  }: { strictOrder?: boolean; memory?: QueueMemory; head?: number },
) {
  const endpoint = {
    tenantId: 't',
    id: 'w',
    limits: { ...limits, strictOrder },
    paused: false,
    failingSince: null,
  };
  const state = {
    endpoint: endpoint as unknown as Endpoint,
    shard: 0,
    head,
    cursor: 0,
    nextDueAt: undefined,
  };
  const entry = newEntry(state, { memory, awake: new Set() });
  const reader = new LaneReader({
    reads,
    pageSize: 500,
    pump: () => {},
    failDamaged: async () => {},
    logError: (error) => expect.fail(String(error)),
  });
  return { entry, reader };
}

/** The bodies have `size` bytes. `pageLengths` contains how many rows each read requests. */
function startReading(size: number, memory: QueueMemory) {
  const pageLengths: number[] = [];
  const body = 'x'.repeat(size);
  const reads = {
    async all(_sql: string, [, , after, limit]: readonly Value[]) {
      pageLengths.push(Number(limit));
      return Array.from({ length: Number(limit) }, (_, n) => ({
        sequence: Number(after) + n + 1,
        body,
        digest: null,
        source_id: `s${n}`,
      }));
    },
  } as Reads;
  const { entry, reader } = laneOf(reads, { memory });
  const readPages = async (pages: number) => {
    for (let n = 0; n < pages; n++) {
      reader.readPage(entry);
      await setImmediate();
      for (let next = entry.lane.startNext(0); next; next = entry.lane.startNext(0)) {
        entry.lane.finish(next, { kind: 'delivered' }, 0);
        entry.lane.recorded(next.sequence);
      }
    }
  };
  return { pageLengths, readPages };
}

test('pages of small bodies grow to their full size', async () => {
  const { pageLengths, readPages } = startReading(400, new QueueMemory(50_000));
  await readPages(5);
  expect(pageLengths).toEqual([62, 125, 250, 500, 500]);
});

test('pages of large bodies have only a few rows', async () => {
  const { pageLengths, readPages } = startReading(1_000_000, new QueueMemory(50_000));
  await readPages(3);
  expect(pageLengths).toEqual([62, 8, 8]);
});

test('while memory is short, one large body or ten small ones are read', async () => {
  const memory = new QueueMemory(50_000);
  memory.units = 50_000;
  const large = startReading(1_000_000, memory);
  await large.readPages(3);
  expect(large.pageLengths).toEqual([1, 1, 1]);
  const small = startReading(400, memory);
  await small.readPages(5);
  expect(small.pageLengths).toEqual([1, 2, 5, 10, 10]);
});

/** A lane without deliveries. `stored` contains the sequences in the store, and `atRead` runs during each read. */
function laneWithHints(stored: number[], atRead = () => {}) {
  const reads = {
    async all(_sql: string, [, , after]: readonly Value[]) {
      const found = stored.filter((sequence) => sequence > Number(after));
      atRead();
      return found.map((sequence) => ({ sequence, body: '{}', digest: null, source_id: `s${sequence}` }));
    },
  } as unknown as Reads;
  const { entry, reader } = laneOf(reads, { head: 0 });
  const readPage = async (): Promise<void> => {
    reader.readPage(entry);
    while (entry.readingPage) await setImmediate();
  };
  return { lane: entry.lane, readPage };
}

test('the deliveries that a hint reports are read, and then count as known', async () => {
  const { lane, readPage } = laneWithHints([1, 2, 3]);
  lane.expectHead(3);
  expect([lane.needsPage, lane.head]).toEqual([true, 0]);
  await readPage();
  expect([lane.needsPage, lane.head, lane.queued]).toEqual([false, 3, 3]);
});

test('after a hint about deliveries that do not exist, those that are stored later are sent', async () => {
  const stored: number[] = [];
  const { lane, readPage } = laneWithHints(stored);
  lane.expectHead(1_000_000);
  await readPage();
  expect([lane.needsPage, lane.head]).toEqual([false, 0]);
  stored.push(1, 2);
  expect(lane.offer(delivery(1))).toBe(true);
  lane.expectHead(2);
  await readPage();
  expect([lane.head, lane.queued]).toEqual([2, 2]);
});

test('a hint that arrives during a read leads to another read', async () => {
  const stored = [1];
  const { lane, readPage } = laneWithHints(stored, () => {
    stored.push(2);
    lane.expectHead(2);
  });
  lane.expectHead(1);
  await readPage();
  expect([lane.head, lane.needsPage]).toEqual([1, true]);
});

test('with strict order, the pause before the next read of retries grows with their number, and a probe ends it', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => ({ source_id: `s${n}`, sequence: n + 1, due_at: 0 }));
  const { entry, reader } = laneOf({ all: async () => rows } as unknown as Reads, { strictOrder: true });
  const before = performance.now();
  await reader.learnRetrying(entry);
  expect(entry.lane.needsRetries(before + 2999)).toBe(false);
  expect(entry.lane.needsRetries(performance.now() + 3000)).toBe(true);
  entry.lane.probe(before);
  expect(entry.lane.needsRetries(before)).toBe(true);
});

describe.each([
  ['later', 3_600_000],
  ['already', -1000],
])('with strict order, a retry that is due %s is read again', (_, dueIn) => {
  const dueAt = Date.now() + dueIn;
  const reads = { all: async () => [{ source_id: 's', sequence: 1, due_at: dueAt }] } as unknown as Reads;

  async function readRetries(entry: QueueEntry, reader: LaneReader): Promise<void> {
    reader.readRetries(entry);
    while (entry.readingRetries) await setImmediate();
  }

  const expectScheduled = ({ nextDueAt }: QueueEntry): void => {
    if (dueIn > 0) expect(nextDueAt).toBe(dueAt);
    else expect(nextDueAt).toBeGreaterThan(dueAt + 1000);
  };

  test('if its outcome was recorded during another read', async () => {
    const { entry, reader } = laneOf(reads, { strictOrder: true });
    entry.lane.offer(delivery(1));
    const sent = entry.lane.startNext(0)!;
    entry.lane.startRead();
    entry.lane.finish(sent, { kind: 'retry', at: dueAt }, 0);
    entry.lane.recorded(1);
    await readRetries(entry, reader);
    expect(entry.lane.queued).toBe(0);
    expectScheduled(entry);
  });

  test('if a later delivery of its source is in flight', async () => {
    const { entry, reader } = laneOf(reads, { strictOrder: true });
    entry.lane.skipTo(1);
    entry.lane.offer(delivery(2));
    expect(entry.lane.startNext(0)?.sequence).toBe(2);
    await readRetries(entry, reader);
    expect(entry.lane.queued).toBe(0);
    expectScheduled(entry);
  });
});
