import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

const now = Date.parse('2026-04-21T09:30:00Z');
const hour = 3_600_000;
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Asia/Tokyo';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each([
  ['0', 0],
  ['5', 5000],
  [' 5 ', 5000],
  ['\t007', 7000],
  ['5, 10', 5000],
  ['3601', hour],
  ['9'.repeat(400), hour],
  ['Tue, 21 Apr 2026 09:40:00 GMT', 600_000],
  ['Tuesday, 21-Apr-26 09:40:00 GMT', 600_000],
  ['Tue Apr 21 09:40:00 2026', 600_000],
  ['Fri May  1 09:30:00 2026', hour],
  ['Tue, 21 Apr 2020 09:40:00 GMT', 0],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['Sun Nov  6 08:49:37 1994', 0],
])('Retry-After %j is a delay of %d ms, in every time zone', (header, delay) => {
  expect(readRetryAfter(header, now)).toBe(delay);
});

test.each([
  ...[
    null,
    '',
    ' ',
    '1.5',
    '-1',
    '+5',
    '1e3',
    '0x10',
    'Infinity',
    'NaN',
    '5 s',
    '5;',
    '٣',
    'soon',
    '(5) 2099',
  ],
  ...['2099', '2099-01-01', '2099-01-01T00:00:00Z', '12/25/2099', '5.5.2099'].map((day) => `${day} 09:40:00`),
  ...['2099-01-01', '2099-01-01T00:00:00Z', '12/25/2099', '5.5.2099'],
  ...['Tue, 21 Apr 2099 09:40:00', 'Tue, 21 Apr 2099 09:40:00 +0200', 'Tue, 21 Apr 2099 09:40 GMT'],
  ...['Tue, 99 Apr 2099 09:40:00 GMT', 'Tue, 21 Xyz 2099 09:40:00 GMT', 'Tue, 21 Apr 2099 29:40:00 GMT'],
])('Retry-After %j is ignored', (header) => {
  expect(readRetryAfter(header, now)).toBeUndefined();
});
