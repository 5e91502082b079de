import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDay, readTime } from './read-time.ts';

const halfPastNine = Date.UTC(2026, 3, 21, 9, 30);

test.each([
  ['2026-04-21T09:30:00Z', halfPastNine],
  ['2026-04-21t09:30:00z', halfPastNine],
  ['2026-04-21 09:30:00Z', halfPastNine],
  ['2026-04-21T09:30:00.000Z', halfPastNine],
  ['2026-04-21T09:30:00.1259999Z', halfPastNine + 125],
  ['2026-04-21T09:30:00.5+00:00', halfPastNine + 500],
  ['2026-04-21T09:30:00-00:00', halfPastNine],
  ['2026-04-21T17:30:00+08:00', halfPastNine],
  ['2026-04-20T22:00:00-11:30', halfPastNine],
  ['2026-04-21', Date.UTC(2026, 3, 21)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['0000-01-01T00:00:00Z', -62_167_219_200_000],
])('%s is a time', (text, expected) => {
  expect(readTime(text)).toBe(expected);
});

test.each([
  ...['2016-12-31T23:59:60Z', '2026-02-30', '2026-02-30T00:00:00Z', '2025-02-29', '2026-13-01', '2026-00-10'],
  ...[
    '2026-04-00',
    '2026-04-31T00:00:00Z',
    '2026-04-21T24:00:00Z',
    '2026-04-21T09:60:00Z',
    '2026-04-21T09:30Z',
  ],
  ...[
    '2026-04-21T09:30:00',
    '2026-04-21T09:30:00.Z',
    '2026-04-21T09:30:00+0800',
    '2026-04-21T09:30:00+24:00',
  ],
  ...['2026-04-21T09:30:00 08:00', '2026-4-21', '20260421', '2026-04-21Z', '', ' 2026-04-21', '2026-04-21\n'],
  ...[
    '+002026-04-21',
    '1776763800',
    'yesterday',
    `2026-04-21T09:30:00.${'0'.repeat(100)}Z`,
    '２０２６-04-21',
  ],
])('%j is not a time', (text) => {
  expect(readTime(text)).toBeUndefined();
});

test('a time is not a day', () => {
  expect(readDay('2026-04-21T00:00:00Z')).toBeUndefined();
});

const anyDate = fc.date({ min: new Date('0000-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });

test('a time that JavaScript prints is read as the same time', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      expect(readTime(date.toISOString())).toBe(date.getTime());
      expect(readTime(date.toISOString().toLowerCase())).toBe(date.getTime());
      expect(readDay(date.toISOString().slice(0, 10))).toBe(Math.floor(date.getTime() / 864e5) * 864e5);
    }),
  );
});

test('a time with an offset is the same as the time in UTC that it stands for', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  fc.assert(
    fc.property(
      anyDate,
      fc.record({ hours: fc.nat(23), minutes: fc.nat(59), sign: fc.constantFrom(1, -1) }),
      (date, { hours, minutes, sign }) => {
        const local = new Date(date.getTime() + sign * (hours * 60 + minutes) * 60_000);
        fc.pre(local.getUTCFullYear() >= 0 && local.getUTCFullYear() <= 9999);
        const text = `${local.toISOString().slice(0, -1)}${sign > 0 ? '+' : '-'}${two(hours)}:${two(minutes)}`;
        expect(readTime(text)).toBe(date.getTime());
      },
    ),
  );
});
