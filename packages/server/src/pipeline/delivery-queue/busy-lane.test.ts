import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import { Lane } from './lane.ts';
import { QueueMemory } from './queue-memory.ts';

/* Tests a lane on a slow store, where rows may change while they are read. */

const pageSize = 60;
const sourcePageSize = 100;
const limits = { concurrency: 3, ratePerSecond: undefined, strictOrder: false };

interface Row {
  sequence: number;
  sourceId: string;
  isRecorded: boolean;
  /** True if the store has closed the delivery. It may still be sent if it is already in memory. */
  isClosed: boolean;
}

class SlowStore {
  readonly memory = new QueueMemory(50_000);
  readonly lane = new Lane({ limits, paused: false, head: 0, cursor: 0, memory: this.memory });
  readonly rows: Row[] = [];
  readonly sent: Row[] = [];
  readonly #inFlight: Row[] = [];
  readonly #unrecorded: Row[] = [];
  readonly #reads: (() => void)[] = [];
  #isReading = false;
  #during: Row[] = [];

  get isDone(): boolean {
    return this.lane.cursor === this.rows.length && this.rows.every((row) => row.isRecorded || row.isClosed);
  }

  append(source: number): void {
    const row = {
      sequence: this.rows.length + 1,
      sourceId: `s${source}`,
      isRecorded: false,
      isClosed: false,
    };
    this.rows.push(row);
    if (this.#isReading) this.#during.push(row);
    this.lane.offer(asDelivery(row));
  }

  pump(): void {
    for (let one = this.lane.startNext(0); one; one = this.lane.startNext(0)) {
      const row = this.rows[one.sequence - 1]!;
      this.sent.push(row);
      this.#inFlight.push(row);
    }
    if (this.lane.needsPage && !this.#isReading) this.#readPage();
  }

  respond(nth: number): void {
    const [row] = this.#inFlight.splice(nth % Math.max(1, this.#inFlight.length), 1);
    if (!row) return;
    const sourceId = this.lane.finish(asDelivery(row), { kind: 'delivered' }, 0);
    this.#unrecorded.push(row);
    if (sourceId !== undefined) this.#readSource(sourceId);
  }

  record(): void {
    for (const row of this.#unrecorded.splice(0)) {
      row.isRecorded = true;
      this.lane.recorded(row.sequence);
    }
  }

  /** Closes the last deliveries of a source. */
  close(source: number, count: number): void {
    const own = this.#open(({ sourceId }) => sourceId === `s${source}`);
    for (const row of own.slice(-count)) row.isClosed = true;
  }

  endRead(nth: number): void {
    const [read] = this.#reads.splice(nth % Math.max(1, this.#reads.length), 1);
    read?.();
  }

  #readPage(): void {
    const { head, admittedThrough } = this.lane;
    const rows = this.#open(({ sequence }) => sequence > admittedThrough).slice(0, pageSize);
    this.#isReading = true;
    this.#during = [];
    this.#read(() => {
      for (const row of rows) this.lane.admitPending(asDelivery(row));
      if (rows.length < pageSize) this.lane.skipTo(head);
      for (const row of this.#during) this.lane.offer(asDelivery(row));
    }, 'page');
  }

  #readSource(sourceId: string): void {
    const after = this.lane.attemptedThrough(sourceId);
    const { admittedThrough } = this.lane;
    const rows = this.#open(
      (row) => row.sourceId === sourceId && row.sequence > after && row.sequence <= admittedThrough,
    ).slice(0, sourcePageSize);
    const through = rows.length < sourcePageSize ? admittedThrough : rows.at(-1)!.sequence;
    this.#read(() => {
      const next = this.lane.refill(sourceId, rows.map(asDelivery), through);
      if (next !== undefined) this.#readSource(next);
    });
  }

  #read(admit: () => void, what?: 'page'): void {
    const read = this.lane.startRead();
    this.#reads.push(() => {
      if (!read.isStale()) admit();
      read.end();
      if (what === 'page') this.#isReading = false;
    });
  }

  #open(of: (row: Row) => boolean): Row[] {
    return this.rows.filter((row) => !row.isRecorded && !row.isClosed && of(row));
  }
}

const bodies = ['{}', 'x'.repeat(5000), 'x'.repeat(100_000)];
const asDelivery = (row: Row): QueuedDelivery =>
  ({
    ...row,
    body: bodies[row.sequence % 3],
    attempts: 0,
    attemptsBefore: 0,
    dueAt: null,
  }) as unknown as QueuedDelivery;

test('whatever is appended, closed or dropped during reads, everything else is sent once, each source in order', () => {
  const step = fc.record({
    what: fc.constantFrom(
      'append',
      'append',
      'append',
      'respond',
      'respond',
      'record',
      'read',
      'drop',
      'close',
    ),
    nth: fc.nat(20),
    often: fc.integer({ min: 1, max: 60 }),
  });
  const run = fc.record({
    sources: fc.integer({ min: 1, max: 3 }),
    steps: fc.array(step, { minLength: 20, maxLength: 120, size: 'max' }),
  });
  fc.assert(
    fc.property(run, ({ sources, steps }) => {
      const store = new SlowStore();
      for (const { what, nth, often } of steps) {
        for (let n = 0; n < (['drop', 'record', 'close'].includes(what) ? 1 : often); n++) {
          if (what === 'append') store.append((nth + n) % sources);
          else if (what === 'respond') store.respond(nth);
          else if (what === 'record') store.record();
          else if (what === 'read') store.endRead(nth);
          else if (what === 'close') store.close(nth % sources, often);
          else if (nth === 0) store.lane.drop();
          store.pump();
        }
      }
      for (let n = 0; n < 20_000 && !store.isDone; n++) {
        store.respond(n);
        store.record();
        store.endRead(n);
        store.pump();
      }
      expect(store.isDone).toBe(true);
      expect([store.memory.used, store.memory.units]).toEqual([0, 0]);
      const sent = new Set(store.sent);
      expect(sent.size).toBe(store.sent.length);
      expect(store.rows.filter((row) => !row.isClosed && !sent.has(row))).toEqual([]);
      for (const [, own] of Map.groupBy(store.sent, ({ sourceId }) => sourceId)) {
        expect(own).toEqual(own.toSorted((a, b) => a.sequence - b.sequence));
      }
    }),
    { numRuns: 500 },
  );
});
