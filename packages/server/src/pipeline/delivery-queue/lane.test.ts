import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LaneLimits } from '../../domain/endpoint.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { Verdict } from '../model/verdict.ts';
import { Lane } from './lane.ts';
import { QueueMemory } from './queue-memory.ts';

const limits: LaneLimits = { concurrency: 8, ratePerSecond: undefined, strictOrder: false };
const laneWith = (change: Partial<LaneLimits> = {}, head = 0): Lane =>
  new Lane({
    limits: { ...limits, ...change },
    paused: false,
    head,
    cursor: 0,
    memory: new QueueMemory(50_000),
  });

const delivery = (sequence: number, sourceId = `s${sequence}`): QueuedDelivery => ({
  tenantId: 't',
  webhookId: 'w',
  sequence,
  eventId: `et-${sequence}`,
  type: 'USER_CREATED',
  sourceId,
  userId: null,
  sessionId: null,
  body: '{}',
  attempts: 0,
  attemptsBefore: 0,
  dueAt: null,
  createdAt: 0,
});

const delivered: Verdict = { kind: 'delivered' };
const retry: Verdict = { kind: 'retry', at: 0 };
const retryAndHold: Verdict = { kind: 'retry', at: 9_000_000, holdUntil: 1000 };

test('only the next number is admitted; a delivery after a gap stays in the store', () => {
  const lane = laneWith();
  expect(lane.offer(delivery(1))).toBe(true);
  expect(lane.offer(delivery(3))).toBe(false);
  expect(lane.head).toBe(3);
  expect(lane.needsPage).toBe(true);
});

test('no more deliveries start at once than the endpoint allows', () => {
  const lane = laneWith({ concurrency: 2 });
  for (let n = 1; n <= 5; n++) lane.offer(delivery(n));
  expect([lane.startNext(0), lane.startNext(0), lane.startNext(0)].map((d) => d?.sequence)).toEqual([
    1,
    2,
    undefined,
  ]);
});

test('the next delivery of a source starts only after the response to the one before, even if that one has failed', () => {
  const lane = laneWith();
  for (let n = 1; n <= 3; n++) lane.offer(delivery(n, 'same'));
  const first = lane.startNext(0)!;
  expect(lane.startNext(0)).toBeUndefined();
  lane.finish(first, retry, 0);
  expect(lane.startNext(0)?.sequence).toBe(2);
});

test('with strict order a retry blocks its own source until it is done, and no other source', () => {
  const lane = laneWith({ strictOrder: true });
  lane.offer(delivery(1, 'a'));
  lane.offer(delivery(2, 'a'));
  lane.offer(delivery(3, 'b'));
  const first = lane.startNext(0)!;
  lane.finish(first, retry, 0);
  lane.recorded(1);
  expect(lane.startNext(0)?.sequence).toBe(3);
  expect(lane.startNext(0)).toBeUndefined();
  lane.admitRetry(first);
  const again = lane.startNext(0)!;
  expect(again.sequence).toBe(1);
  lane.finish(again, delivered, 0);
  expect(lane.startNext(0)?.sequence).toBe(2);
});

test('the cursor moves only past numbers that are recorded', () => {
  const lane = laneWith();
  for (let n = 1; n <= 3; n++) lane.offer(delivery(n));
  const started = [lane.startNext(0)!, lane.startNext(0)!, lane.startNext(0)!];
  for (const d of started) lane.finish(d, delivered, 0);
  lane.recorded(2);
  lane.recorded(3);
  expect(lane.cursor).toBe(0);
  lane.recorded(1);
  expect(lane.cursor).toBe(3);
});

test('Retry-After holds the whole endpoint for the requested time, not until the later retry', () => {
  const lane = laneWith();
  lane.offer(delivery(1));
  lane.offer(delivery(2));
  lane.finish(lane.startNext(0)!, retryAndHold, 0);
  expect([lane.startNext(999), lane.startNext(1000)?.sequence]).toEqual([undefined, 2]);
});

test('a probe that could not be sent does not count, and another is sent', () => {
  const lane = laneWith();
  for (let n = 1; n <= 6; n++) lane.offer(delivery(n));
  const started = Array.from({ length: 5 }, () => lane.startNext(0)!);
  for (const d of started) lane.finish(d, retry, 0);
  expect(lane.startNext(0)).toBeUndefined();
  const probe = lane.startNext(6000)!;
  lane.giveBack(probe, 7000);
  expect(lane.startNext(6500)).toBeUndefined();
  expect(lane.startNext(7000)).toBe(probe);
});

test('a delivery that could not be sent while its webhook was paused is read again after it is resumed', () => {
  const lane = laneWith();
  lane.offer(delivery(1, 'a'));
  const d = lane.startNext(0)!;
  lane.paused = true;
  lane.drop();
  expect(lane.giveBack(d, 0)).toBe(false);
  lane.paused = false;
  expect([lane.cursor, lane.needsPage]).toEqual([0, true]);
  lane.admitPending(d);
  expect(lane.startNext(0)).toBe(d);
});

test('a row that was read before its outcome was recorded is not admitted again', () => {
  const lane = laneWith({}, 1);
  lane.offer(delivery(1));
  const d = lane.startNext(0)!;
  const read = lane.startRead();
  lane.finish(d, retry, 0);
  lane.recorded(1);
  lane.admitRetry(d);
  expect(lane.startNext(0)).toBeUndefined();
  read.end();
  lane.admitRetry(d);
  expect(lane.startNext(0)).toBe(d);
});

test('a retry is admitted again when the reads that began before its record have ended, whichever run then', () => {
  const lane = laneWith({}, 1);
  lane.offer(delivery(1));
  const d = lane.startNext(0)!;
  const [first, second] = [lane.startRead(), lane.startRead()];
  lane.finish(d, retry, 0);
  lane.recorded(1);
  const later = lane.startRead();
  for (const read of [second, first]) {
    lane.admitRetry(d);
    expect(lane.queued).toBe(0);
    read.end();
  }
  lane.admitRetry(d);
  expect(lane.startNext(0)).toBe(d);
  // A second record counts from its own time.
  lane.finish(d, retry, 0);
  lane.recorded(1);
  lane.admitRetry(d);
  expect(lane.queued).toBe(0);
  later.end();
  lane.admitRetry(d);
  expect(lane.queued).toBe(1);
});

test('a blocked source with a long backlog does not keep other sources from being read', () => {
  const lane = laneWith({ strictOrder: true }, 10_000);
  lane.setRetrying([delivery(10_001, 'dead')]);
  let read = 0;
  for (; lane.needsPage && read < 5000; read++) {
    lane.admitPending(delivery(read + 1, 'dead'));
    lane.startNext(0);
  }
  expect(read).toBe(5000);
  expect(lane.queued).toBeLessThan(300);
});

test('with strict order redeliveries start one at a time, before later deliveries', () => {
  const lane = laneWith({ strictOrder: true });
  const rows = [1, 2, 3].map((sequence) => delivery(sequence, 'a'));
  for (const row of rows) lane.offer(row);
  const first = lane.startNext(0)!;
  expect(lane.startNext(0)).toBeUndefined();
  lane.finish(first, delivered, 0);
  // Before the second delivery starts, a redelivery makes the first one due again.
  lane.recorded(1);
  lane.setRetrying([rows[0]!]);
  expect(lane.startNext(0)).toBeUndefined();
  expect(lane.isNext(rows[0]!)).toBe(true);
  lane.admitRetry(rows[0]!);
  expect(lane.startNext(0)).toBe(rows[0]);
  expect(lane.startNext(0)).toBeUndefined();
  lane.finish(rows[0]!, delivered, 0);
  expect(lane.startNext(0)).toBe(rows[1]);
});

test('with strict order a source continues only when the last of its retries is done', () => {
  const lane = laneWith({ strictOrder: true });
  const [first, second, third] = [1, 2, 3].map((sequence) => delivery(sequence, 'a'));
  lane.skipTo(2);
  lane.setRetrying([first!, second!]);
  lane.offer(third!);
  lane.admitRetry(second!);
  expect(lane.startNext(0)).toBeUndefined();
  lane.admitRetry(first!);
  expect(lane.finish(lane.startNext(0)!, delivered, 0)).toBe('a');
  expect(lane.firstRetryOf('a')).toBe(2);
  expect(lane.startNext(0)).toBeUndefined();
  lane.admitRetry(second!);
  expect(lane.finish(lane.startNext(0)!, delivered, 0)).toBeUndefined();
  expect(lane.startNext(0)).toBe(third);
});

test('a source that has no retries any more is unblocked', () => {
  const lane = laneWith({ strictOrder: true });
  lane.setRetrying([delivery(9, 'a')]);
  lane.offer(delivery(1, 'a'));
  expect(lane.startNext(0)).toBeUndefined();
  lane.setRetrying([]);
  expect(lane.startNext(0)?.sequence).toBe(1);
});

test('deliveries that were spilled during a read of their source are read too', () => {
  const lane = laneWith();
  const rows = Array.from({ length: 151 }, (_, n) => delivery(n + 1, 'a'));
  for (const row of rows.slice(0, 150)) lane.offer(row);
  const sendAll = (): string | undefined => {
    let spilled: string | undefined;
    for (let d = lane.startNext(0); d; d = lane.startNext(0)) {
      expect(lane.startNext(0)).toBeUndefined();
      spilled = lane.finish(d, delivered, 0);
      lane.recorded(d.sequence);
    }
    return spilled;
  };
  expect(sendAll()).toBe('a');
  const { admittedThrough, cursor } = lane;
  lane.offer(rows[150]!);
  expect(lane.startNext(0)).toBeUndefined();
  lane.refill('a', rows.slice(cursor, admittedThrough), admittedThrough);
  expect(sendAll()).toBe('a');
  lane.refill('a', rows.slice(lane.cursor), lane.admittedThrough);
  expect(sendAll()).toBeUndefined();
  expect(lane.cursor).toBe(151);
});

test('a source is read again at once if a read has returned none of its deliveries', () => {
  const lane = laneWith();
  const rows = Array.from({ length: 151 }, (_, n) => delivery(n + 1, 'a'));
  for (const row of rows.slice(0, 150)) lane.offer(row);
  for (let d = lane.startNext(0); d; d = lane.startNext(0)) {
    expect(lane.startNext(0)).toBeUndefined();
    lane.finish(d, delivered, 0);
    lane.recorded(d.sequence);
  }
  const { admittedThrough } = lane;
  lane.offer(rows[150]!);
  expect(lane.startNext(0)).toBeUndefined();
  // The read returns no rows, because the user of the spilled deliveries has been erased.
  expect(lane.refill('a', [], admittedThrough)).toBe('a');
  expect(lane.refill('a', [rows[150]!], lane.admittedThrough)).toBeUndefined();
  expect(lane.startNext(0)).toBe(rows[150]);
});

test.each(['the page after a pause', 'a read of their source'])(
  'the cursor passes spilled deliveries that %s no longer contains, because they have been closed',
  (read) => {
    const lane = laneWith();
    for (let n = 1; n <= 150; n++) lane.offer(delivery(n, 'a'));
    const inFlight = lane.startNext(0)!;
    expect(lane.startNext(0)).toBeUndefined();
    if (read === 'the page after a pause') lane.drop();
    const finish = (d: QueuedDelivery): void => {
      lane.finish(d, delivered, 0);
      lane.recorded(d.sequence);
    };
    finish(inFlight);
    for (let d = lane.startNext(0); d; d = lane.startNext(0)) finish(d);
    expect(lane.cursor).toBeLessThan(150);
    if (read === 'the page after a pause') lane.skipTo(150);
    else lane.refill('a', [], 150);
    expect([lane.cursor, lane.pending]).toEqual([150, 0]);
  },
);

test('a refill that was read before a drop does not let the cursor pass unsent deliveries', () => {
  const lane = laneWith();
  const rows = Array.from({ length: 150 }, (_, n) => delivery(n + 1, 'a'));
  for (const row of rows) lane.offer(row);
  let spilled: string | undefined;
  for (let d = lane.startNext(0); d; d = lane.startNext(0)) {
    // While this delivery is in flight, the later ones are blocked or spilled.
    expect(lane.startNext(0)).toBeUndefined();
    spilled = lane.finish(d, delivered, 0);
    lane.recorded(d.sequence);
  }
  expect(spilled).toBe('a');
  const { cursor } = lane;
  lane.drop();
  for (const row of rows.slice(cursor)) lane.admitPending(row);
  const next = lane.startNext(0)!;
  lane.refill('a', rows.slice(cursor), 150);
  expect(lane.startNext(0)).toBeUndefined();
  lane.finish(next, delivered, 0);
  lane.recorded(next.sequence);
  expect(lane.cursor).toBe(cursor + 1);
});

/** Offers 2,000 deliveries to each lane. Returns the number of bytes in the admitted bodies. */
function bytesInMemory(lanes: readonly Lane[], body: string): number {
  let bytes = 0;
  for (const lane of lanes) {
    for (let n = 1; n <= 2000; n++) if (lane.offer({ ...delivery(n), body })) bytes += body.length;
  }
  return bytes;
}

test.each([3000, 5000, 100_000, 1_000_000])(
  'all lanes together keep at most about 200 MB in memory, also of bodies of %i bytes',
  (size) => {
    const memory = new QueueMemory(50_000);
    const lanes = Array.from(
      { length: 50 },
      () => new Lane({ limits, paused: false, head: 0, cursor: 0, memory }),
    );
    const bytes = bytesInMemory(lanes, 'x'.repeat(size));
    expect(bytes).toBeLessThan(210_000_000);
    expect(bytes).toBeGreaterThan(80_000_000);
    for (const lane of lanes) lane.drop();
    expect([memory.used, memory.units]).toEqual([0, 0]);
  },
);

test('while memory is short, retries are read only when none is in memory', () => {
  const memory = new QueueMemory(10);
  const lane = new Lane({ limits, paused: false, head: 0, cursor: 0, memory });
  lane.admitRetry(delivery(1));
  expect(lane.needsRetries(0)).toBe(true);
  memory.units = 10;
  expect(lane.needsRetries(0)).toBe(false);
  expect(lane.startNext(0)?.sequence).toBe(1);
  expect(lane.needsRetries(0)).toBe(true);
});

interface Row extends QueuedDelivery {
  state: 'waiting' | 'retrying' | 'delivered';
}

/** A minimal store and receiver. */
class Miniature {
  readonly lane: Lane;
  readonly rows: Row[];
  readonly firsts: Row[] = [];
  readonly inFlight: Row[] = [];
  /** Rows that were rewound after the lane's last read of retries, so the lane does not know them yet. */
  readonly unseen = new Set<Row>();
  readonly #strict: boolean;

  constructor(sources: readonly number[], limits: Partial<LaneLimits>) {
    this.rows = sources.map((source, n) => ({
      ...delivery(n + 1, `s${source}`),
      body: 'x'.repeat((n % 3) * 5000),
      state: 'waiting',
    }));
    this.lane = laneWith(limits, this.rows.length);
    this.#strict = limits.strictOrder === true;
  }

  get isDone(): boolean {
    return this.rows.every(({ state }) => state === 'delivered');
  }

  rewind(after: number): void {
    for (const row of this.rows.slice(after)) {
      if (row.state !== 'delivered') continue;
      row.state = 'retrying';
      this.unseen.add(row);
    }
  }

  readPage(): void {
    const { lane, rows } = this;
    const page = rows
      .filter((row) => row.sequence > lane.admittedThrough && row.state === 'waiting')
      .slice(0, 7);
    for (const row of page) lane.admitPending(row);
    if (page.length < 7) lane.skipTo(rows.length);
  }

  readRetries(isDue: (row: Row) => boolean): void {
    const { lane } = this;
    const retrying = this.rows.filter((row) => row.state === 'retrying' && !this.inFlight.includes(row));
    for (const sourceId of lane.setRetrying(retrying)) this.readSource(sourceId, isDue);
    this.unseen.clear();
    for (const row of retrying) if (isDue(row)) lane.admitRetry(row);
  }

  readSource(sourceId: string, isDue: (row: Row) => boolean): void {
    const { lane, rows } = this;
    const retry = lane.firstRetryOf(sourceId);
    if (retry !== undefined) {
      const row = rows[retry - 1]!;
      if (row.state === 'retrying' && isDue(row)) lane.admitRetry(row);
      return;
    }
    const rest = rows.filter(
      (r) => r.sourceId === sourceId && r.state === 'waiting' && r.sequence <= lane.admittedThrough,
    );
    lane.refill(sourceId, rest.slice(0, 100), rest[99]?.sequence ?? lane.admittedThrough);
  }

  start(now: number): void {
    for (
      let d = this.lane.startNext(now) as Row | undefined;
      d;
      d = this.lane.startNext(now) as Row | undefined
    ) {
      if (this.#strict) this.#checkOrder(d);
      if (d.attempts++ === 0) this.firsts.push(d);
      this.inFlight.push(d);
    }
  }

  respond(row: Row, works: boolean, now: number): string | undefined {
    this.inFlight.splice(this.inFlight.indexOf(row), 1);
    const spilled = this.lane.finish(row, works ? delivered : retry, now);
    row.state = works ? 'delivered' : 'retrying';
    this.lane.recorded(row.sequence);
    return spilled;
  }

  /** No other delivery of the source is in flight, and every earlier one is delivered or in `unseen`. */
  #checkOrder(started: Row): void {
    const own = this.rows.filter(({ sourceId }) => sourceId === started.sourceId);
    expect(own.filter((row) => this.inFlight.includes(row))).toEqual([]);
    const before = own.filter(({ sequence }) => sequence < started.sequence);
    expect(before.filter((row) => row.state !== 'delivered' && !this.unseen.has(row))).toEqual([]);
  }
}

test('whatever fails or is rewound, everything is delivered, each source in order', () => {
  const run = fc.record({
    sources: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 120 }),
    strictOrder: fc.boolean(),
    concurrency: fc.integer({ min: 1, max: 5 }),
    luck: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 400, maxLength: 400 }),
    rewinds: fc.array(fc.record({ step: fc.nat(400), after: fc.nat(119) }), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(run, ({ sources, strictOrder, concurrency, luck, rewinds }) => {
      const all = new Miniature(sources, { strictOrder, concurrency });
      const { lane, rows } = all;
      const dice = (step: number): number => luck[step % luck.length]!;
      for (let step = 0; step < 20_000 && !(all.isDone && step > 400); step++) {
        const now = step * 100_000;
        const isDue = (row: Row) => dice(step + row.sequence) < 5;
        for (const { after } of rewinds.filter((one) => one.step === step)) all.rewind(after);
        const dropped = dice(step * 3) === 0;
        if (dropped) lane.drop();
        if (lane.needsPage) all.readPage();
        if (dropped || dice(step * 7) < 5) all.readRetries(isDue);
        all.start(now);
        const finished = all.inFlight[dice(step) % Math.max(1, all.inFlight.length)];
        if (!finished) continue;
        const spilled = all.respond(finished, dice(step + 7) > 3, now);
        if (spilled !== undefined) all.readSource(spilled, isDue);
      }
      expect(rows.filter(({ state }) => state !== 'delivered')).toEqual([]);
      expect(lane.cursor).toBe(rows.length);
      expect([lane.queued, lane.inFlight, lane.room]).toEqual([0, 0, 20_000]);
      const last = new Map<string, number>();
      for (const { sourceId, sequence } of all.firsts) {
        expect(sequence).toBeGreaterThan(last.get(sourceId) ?? 0);
        last.set(sourceId, sequence);
      }
    }),
    { numRuns: 300 },
  );
});

test('late failures at an earlier address do not open the breaker, and a late success does not close it', () => {
  const lane = laneWith();
  for (let n = 1; n <= 8; n++) lane.offer(delivery(n));
  const sent = Array.from({ length: 8 }, () => lane.startNext(0)!);
  for (const each of sent.slice(0, 6)) lane.finishElsewhere(each, retry);
  expect([lane.breaker.state, lane.inFlight]).toEqual(['closed', 2]);
  lane.breaker.reopen(1);
  lane.finishElsewhere(sent[6]!, delivered);
  expect(lane.breaker.state).toBe('open');
});

test('a probe that went to an earlier address is followed by another one', () => {
  const lane = laneWith();
  lane.offer(delivery(1));
  lane.offer(delivery(2));
  lane.breaker.reopen(1);
  const probe = lane.startNext(1)!;
  expect(lane.startNext(1)).toBeUndefined();
  lane.finishElsewhere(probe, retry);
  expect(lane.startNext(1)?.sequence).toBe(2);
});
