import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  duration,
  firstSecondAfter,
  fromLocalInput,
  inLocalTime,
  lastSecondOf,
  relativeTime,
  toLocalInput,
  zonedTime,
} from './time.ts';

test('a duration is given in the unit that a reader would use', () => {
  expect(duration(43)).toBe('43 ms');
  expect(duration(2430)).toBe('2.4 s');
  expect(duration(9960)).toBe('10 s');
  expect(duration(61_000)).toBe('1 min 1 s');
  expect(duration(120_000)).toBe('2 min');
  expect(duration(3_600_000 * 5 + 600_000)).toBe('5 h 10 min');
  expect(duration(86_400_000 * 3)).toBe('3 days');
});

test('a time is given relative to now, in the past and in the future', () => {
  const now = Date.parse('2026-04-21T09:30:00Z');
  expect(relativeTime('2026-04-21T09:29:58Z', now)).toBe('just now');
  expect(relativeTime('2026-04-21T09:27:00Z', now)).toBe('3 minutes ago');
  expect(relativeTime('2026-04-21T11:30:00Z', now)).toBe('in 2 hours');
  expect(relativeTime('2026-04-20T09:30:00Z', now)).toBe('yesterday');
});

test('a time is edited in the local zone and sent in UTC', () => {
  const local = toLocalInput('2026-04-21T09:30:00Z');
  expect(new Date(local).toISOString()).toBe('2026-04-21T09:30:00.000Z');
  expect(fromLocalInput(local)).toBe('2026-04-21T09:30:00Z');
});

test('a day alone is that day in UTC, from its beginning or to its end', () => {
  expect(fromLocalInput(toLocalInput('2026-04-21'))).toBe('2026-04-21T00:00:00Z');
  expect(lastSecondOf(toLocalInput('2026-04-21', 'end'))).toBe('2026-04-21T23:59:59Z');
});

test('the end of a period contains its whole minute', () => {
  const local = toLocalInput('2026-04-21T23:59:00Z');
  expect(lastSecondOf(local)).toBe('2026-04-21T23:59:59Z');
  expect(firstSecondAfter(local)).toBe('2026-04-22T00:00:00Z');
});

test('a missing or unreadable time leaves the field empty', () => {
  expect(toLocalInput('')).toBe('');
  expect(toLocalInput('yesterday')).toBe('');
  expect(fromLocalInput('')).toBe('');
  expect(lastSecondOf('')).toBe('');
});

test('whatever a time field or an address contains, it becomes a time that the API accepts, or nothing', () => {
  const texts = fc.oneof(
    fc.string(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString().replace(/:\d\d\.\d+Z$/, '')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      for (const read of [fromLocalInput, lastSecondOf, firstSecondAfter])
        expect(read(text)).toMatch(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$/);
      for (const end of ['start', 'end'] as const)
        expect(toLocalInput(text, end)).toMatch(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/);
    }),
  );
});

test('the times in a sentence are shown in the local zone', () => {
  const at = '2026-04-21T09:30:00Z';
  expect(inLocalTime(`It has been paused since ${at}. It resumes at ${at}.`)).toBe(
    `It has been paused since ${zonedTime(at)}. It resumes at ${zonedTime(at)}.`,
  );
});
