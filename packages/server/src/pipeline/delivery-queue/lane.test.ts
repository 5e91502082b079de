import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Verdict } from '../deliver/verdict.ts';
import type { Delivery } from './delivery.ts';
import { Lane, type LaneLimits } from './lane.ts';

const limits: LaneLimits = { concurrency: 8, ratePerSecond: undefined, strictOrder: false };
const laneWith = (change: Partial<LaneLimits> = {}, head = 0): Lane =>
  new Lane({ limits: { ...limits, ...change }, paused: false, head, cursor: 0 });

const delivery = (sequence: number, sourceId = `s${sequence}`): Delivery => ({
  tenantId: 't',
  webhookId: 'w',
  sequence,
  eventId: `et-${sequence}`,
  type: 'USER_CREATED',
  sourceId,
  sessionId: null,
  body: '{}',
  attempts: 0,
  attemptsBefore: 0,
  createdAt: 0,
});

const delivered: Verdict = { kind: 'delivered' };
const retry: Verdict = { kind: 'retry', at: 0 };
const askedToWait: Verdict = { kind: 'retry', at: 9_000_000, holdUntil: 1000 };

test('only the next in the sequence is taken; a gap is left to the store', () => {
  const lane = laneWith();
  expect(lane.offer(delivery(1))).toBe(true);
  expect(lane.offer(delivery(3))).toBe(false);
  expect(lane.head).toBe(3);
  expect(lane.wantsPage).toBe(true);
});

test('no more start at once than the endpoint permits', () => {
  const lane = laneWith({ concurrency: 2 });
  for (let n = 1; n <= 5; n++) lane.offer(delivery(n));
  expect([lane.next(0), lane.next(0), lane.next(0)].map((d) => d?.sequence)).toEqual([1, 2, undefined]);
});

test('the next of a source starts only after the answer to the one before, whatever it was', () => {
  const lane = laneWith();
  for (let n = 1; n <= 3; n++) lane.offer(delivery(n, 'same'));
  const first = lane.next(0)!;
  expect(lane.next(0)).toBeUndefined();
  lane.finish(first, retry, 0);
  expect(lane.next(0)?.sequence).toBe(2);
});

test('with strict order a source waits for its retry to be done, and others do not', () => {
  const lane = laneWith({ strictOrder: true });
  lane.offer(delivery(1, 'a'));
  lane.offer(delivery(2, 'a'));
  lane.offer(delivery(3, 'b'));
  const first = lane.next(0)!;
  lane.finish(first, retry, 0);
  lane.recorded(1);
  expect(lane.next(0)?.sequence).toBe(3);
  expect(lane.next(0)).toBeUndefined();
  lane.admitAgain(first);
  const again = lane.next(0)!;
  expect(again.sequence).toBe(1);
  lane.finish(again, delivered, 0);
  expect(lane.next(0)?.sequence).toBe(2);
});

test('the mark moves only over what was recorded', () => {
  const lane = laneWith();
  for (let n = 1; n <= 3; n++) lane.offer(delivery(n));
  const started = [lane.next(0)!, lane.next(0)!, lane.next(0)!];
  for (const d of started) lane.finish(d, delivered, 0);
  lane.recorded(2);
  lane.recorded(3);
  expect(lane.mark).toBe(0);
  lane.recorded(1);
  expect(lane.mark).toBe(3);
});

test('a receiver that asks to wait holds its endpoint until then, not until the late retry', () => {
  const lane = laneWith();
  lane.offer(delivery(1));
  lane.offer(delivery(2));
  lane.finish(lane.next(0)!, askedToWait, 0);
  expect([lane.next(999), lane.next(1000)?.sequence]).toEqual([undefined, 2]);
});

test('a probe that could not be made is spared, and another is made', () => {
  const lane = laneWith();
  for (let n = 1; n <= 6; n++) lane.offer(delivery(n));
  const started = Array.from({ length: 5 }, () => lane.next(0)!);
  for (const d of started) lane.finish(d, retry, 0);
  expect(lane.next(0)).toBeUndefined();
  const probe = lane.next(6000)!;
  lane.giveBack(probe, 7000);
  expect(lane.next(6500)).toBeUndefined();
  expect(lane.next(7000)).toBe(probe);
});

test('what could not be sent while its endpoint was paused is read again when it is resumed', () => {
  const lane = laneWith();
  lane.offer(delivery(1, 'a'));
  const d = lane.next(0)!;
  lane.paused = true;
  lane.drop();
  expect(lane.giveBack(d, 0)).toBe(false);
  lane.paused = false;
  expect([lane.mark, lane.wantsPage]).toEqual([0, true]);
  lane.admitFirst(d);
  expect(lane.next(0)).toBe(d);
});

test('a row that was read before its outcome was recorded is not taken again', () => {
  const lane = laneWith({}, 1);
  lane.offer(delivery(1));
  const d = lane.next(0)!;
  lane.readStarted();
  lane.finish(d, retry, 0);
  lane.recorded(1);
  lane.admitAgain(d);
  expect(lane.next(0)).toBeUndefined();
  lane.readEnded();
  lane.admitAgain(d);
  expect(lane.next(0)).toBe(d);
});

test('a parked source with a long backlog keeps no other source from being read', () => {
  const lane = laneWith({ strictOrder: true }, 10_000);
  lane.park('dead', 0);
  let read = 0;
  for (; lane.wantsPage && read < 5000; read++) {
    lane.admitFirst(delivery(read + 1, 'dead'));
    lane.next(0);
  }
  expect(read).toBe(5000);
  expect(lane.waiting).toBeLessThan(300);
});

/** A store and a receiver in miniature: whatever fails when, the lane keeps its promises. */
test('whatever fails: everything is delivered, first attempts of each source leave in order', () => {
  const run = fc.record({
    sources: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 120 }),
    strictOrder: fc.boolean(),
    concurrency: fc.integer({ min: 1, max: 5 }),
    luck: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 400, maxLength: 400 }),
  });
  fc.assert(
    fc.property(run, ({ sources, strictOrder, concurrency, luck }) => {
      const rows = sources.map((source, n) => ({ ...delivery(n + 1, `s${source}`), state: 'waiting' }));
      const lane = laneWith({ strictOrder, concurrency }, rows.length);
      const underWay: Delivery[] = [];
      const firsts: Delivery[] = [];
      const done: Delivery[] = [];
      const dice = (step: number): number => luck[step % luck.length]!;
      for (let step = 0; step < 20_000 && done.length < rows.length; step++) {
        const now = step * 100_000;
        if (dice(step * 3) === 0) lane.drop();
        if (lane.wantsPage) {
          const page = rows.filter((row) => row.sequence > lane.taken && row.state === 'waiting').slice(0, 7);
          for (const row of page) lane.admitFirst(row);
          if (page.length < 7) lane.skipTo(rows.length);
        }
        for (const row of rows) {
          const failing = row.state === 'retrying' && !underWay.includes(row);
          if (failing && dice(step + row.sequence) < 5) lane.admitAgain(row);
          if (failing && strictOrder) lane.park(row.sourceId, row.sequence);
        }
        for (let d = lane.next(now); d; d = lane.next(now)) {
          underWay.push(d);
          if (d.attempts === 0) firsts.push(d);
          d.attempts++;
        }
        const answered = underWay.splice(dice(step) % Math.max(1, underWay.length), 1)[0];
        if (!answered) continue;
        const row = rows[answered.sequence - 1]!;
        const works = dice(step + 7) > 3;
        const spilled = lane.finish(answered, works ? delivered : retry, now);
        row.state = works ? 'delivered' : 'retrying';
        if (works) done.push(row);
        lane.recorded(row.sequence);
        if (spilled !== undefined) {
          const rest = rows.filter(
            (r) => r.sourceId === spilled && r.state === 'waiting' && r.sequence <= lane.taken,
          );
          lane.refill(spilled, rest.slice(0, 100), rest.length > 100);
        }
      }
      expect(done).toHaveLength(rows.length);
      expect(lane.mark).toBe(rows.length);
      for (const order of strictOrder ? [firsts, done] : [firsts]) {
        const last = new Map<string, number>();
        for (const { sourceId, sequence } of order) {
          expect(sequence).toBeGreaterThan(last.get(sourceId) ?? 0);
          last.set(sourceId, sequence);
        }
      }
    }),
    { numRuns: 300 },
  );
});
