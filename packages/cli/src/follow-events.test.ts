import type { EventRecord } from '@winkwire/contract/resources';
import { expect, test } from 'vitest';
import { EventFollower } from './follow-events.ts';

const pageSize = 2;

/** A log whose newest event is last, and a follower with its own clock. Times are in seconds. */
function followLog() {
  const log: EventRecord[] = [];
  const pages: (string | undefined)[] = [];
  const clock = { seconds: 0 };
  const follower = new EventFollower(
    async (cursor) => {
      pages.push(cursor);
      const from = Number(cursor ?? 0);
      const items = log.toReversed().slice(from, from + pageSize);
      const next = from + pageSize;
      return { items, nextCursor: next < log.length ? String(next) : null };
    },
    () => clock.seconds * 1000,
  );
  const add = (id: string, seconds: number) => {
    log.push({ id, createdAt: new Date(seconds * 1000).toISOString() } as EventRecord);
    log.sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt));
  };
  const next = async () => (await follower.next()).map(({ id }) => id);
  return { add, pages, clock, follower, next };
}

test('an event whose commit took ten seconds is returned after a newer one, and each event once', async () => {
  const { add, clock, follower, next } = followLog();
  await follower.start(0);
  add('first', 100);
  clock.seconds = 1;
  expect(await next()).toEqual(['first']);
  add('late', 91);
  clock.seconds = 2;
  expect(await next()).toEqual(['late']);
  clock.seconds = 3;
  expect(await next()).toEqual([]);
});

test('an event that became visible during a call is returned by the next one, also when the log is idle', async () => {
  const { add, clock, follower, next } = followLog();
  await follower.start(0);
  add('first', 100);
  clock.seconds = 1;
  expect(await next()).toEqual(['first']);
  clock.seconds = 61;
  expect(await next()).toEqual([]);
  // The server's clock showed 160 s at the last call, but the event of 150 s was not visible yet.
  add('late', 150);
  clock.seconds = 62;
  expect(await next()).toEqual(['late']);
});

test('an event of a server whose clock is 15 s behind is returned after an idle minute', async () => {
  const { add, clock, follower, next } = followLog();
  await follower.start(0);
  add('first', 100);
  clock.seconds = 1;
  expect(await next()).toEqual(['first']);
  for (const seconds of [30, 61]) {
    clock.seconds = seconds;
    expect(await next()).toEqual([]);
  }
  add('behind', 146);
  clock.seconds = 62;
  expect(await next()).toEqual(['behind']);
  expect(await next()).toEqual([]);
});

test('an event within the margin of the newest is returned also long after it', async () => {
  const { add, clock, follower, next } = followLog();
  add('past', 100);
  await follower.start(0);
  for (const seconds of [30, 60]) {
    clock.seconds = seconds;
    expect(await next()).toEqual([]);
  }
  // The server's clock was set back by a minute.
  add('after the step', 95);
  clock.seconds = 61;
  expect(await next()).toEqual(['after the step']);
});

test('an event whose commit took ten seconds is returned although a burst fills the pages before it', async () => {
  const { add, clock, follower, next } = followLog();
  await follower.start(0);
  for (let n = 0; n < 20; n++) add(`burst ${n}`, 100);
  for (const seconds of [1, 9, 10.9]) {
    clock.seconds = seconds;
    await next();
  }
  add('late', 99);
  clock.seconds = 12;
  expect(await next()).toEqual(['late']);
});

test('a page without events does not hide the events after it', async () => {
  const added = { id: 'added', createdAt: new Date(100_000).toISOString() } as EventRecord;
  const items: EventRecord[] = [];
  const clock = { ms: 0 };
  const follower = new EventFollower(
    async (cursor) => (cursor ? { items, nextCursor: null } : { items: [], nextCursor: 'rest' }),
    () => clock.ms,
  );
  await follower.start(0);
  for (clock.ms = 20_000; clock.ms < 50_000; clock.ms += 10_000) await follower.next();
  items.push(added);
  expect(await follower.next()).toEqual([added]);
});

test('ten seconds after a burst, one page is read at a time', async () => {
  const { add, pages, clock, follower, next } = followLog();
  await follower.start(0);
  for (let n = 0; n < 20; n++) add(`burst ${n}`, 100);
  clock.seconds = 1;
  expect(await next()).toHaveLength(20);
  clock.seconds = 12;
  await next();
  pages.length = 0;
  clock.seconds = 13;
  expect(await next()).toEqual([]);
  expect(pages).toEqual([undefined]);
});
