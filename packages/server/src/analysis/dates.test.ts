import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOrderOf, parseDate, parsePeriod } from './dates.ts';

test.each([
  ['2026-04-15', '2026-04-15'],
  ['2026/4/5', '2026-04-05'],
  ['15 April 2026', '2026-04-15'],
  ['15-Apr-26', '2026-04-15'],
  ['15th April, 2026', '2026-04-15'],
  ['April 15, 2026', '2026-04-15'],
  ['Apr. 15, 2026.', '2026-04-15'],
  ['Sept 1, 2026', '2026-09-01'],
  ['31 Agustus 2026', '2026-08-31'],
  ['25/12/2026', '2026-12-25'],
  ['12/25/2026', '2026-12-25'],
  ['25.12.26', '2026-12-25'],
  ['04/04/2026', '2026-04-04'],
  ['29 Feb 2024', '2024-02-29'],
  ['I September 2026', '2026-09-01'],
  ['3l Oct 2026', '2026-10-31'],
  ['April 1|, 2026', '2026-04-11'],
])('%s is %s', (text, date) => expect(parseDate(text)).toBe(date));

test.each([
  '03/04/2026',
  '31 Feb 2026',
  '29/02/2026',
  '2026-13-01',
  'April 2026',
  '15 Foo 2026',
  '0/1/2026',
  '',
  '99',
  '1 Jan 1850',
  'll Oct 2026',
])('%s is not a date, or is ambiguous', (text) => expect(parseDate(text)).toBeUndefined());

test('an ambiguous date is read in the order that the document shows elsewhere', () => {
  expect(parseDate('03/04/2026', 'day-first')).toBe('2026-04-03');
  expect(parseDate('03/04/2026', 'month-first')).toBe('2026-03-04');
  expect(dayOrderOf('paid 03/04/2026, hired 25/12/2019')).toBe('day-first');
  expect(dayOrderOf('paid 03/04/2026, hired 12/25/2019')).toBe('month-first');
  expect(dayOrderOf('paid 03/04/2026')).toBeUndefined();
  expect(dayOrderOf('25/12/2019 12/25/2019')).toBeUndefined();
  expect(dayOrderOf('16-11-2026 09:21 FROM: NOWHERE, paid 12/25/2019')).toBe('month-first');
});

test.each([
  ['October 1-15, 2026', '2026-10-01', '2026-10-15'],
  ['1 - 31 Oktober 2026', '2026-10-01', '2026-10-31'],
  ['1 to 15 Oct 2026', '2026-10-01', '2026-10-15'],
  ['1 Oct 2026 to 31 Oct 2026', '2026-10-01', '2026-10-31'],
  ['I Oct 2026 to 3l Oct 2026', '2026-10-01', '2026-10-31'],
  ['1 - 31 Ags 2026', '2026-08-01', '2026-08-31'],
  ['from 2026-10-01 until 2026-10-31', '2026-10-01', '2026-10-31'],
  ['2026-10-01 - 2026-10-31', '2026-10-01', '2026-10-31'],
  ['01/10/2026-31/10/2026', '2026-10-01', '2026-10-31'],
  ['Sep 26 - Oct 10, 2026', '2026-09-26', '2026-10-10'],
  ['26 Sep – 10 Oct 2026', '2026-09-26', '2026-10-10'],
  ['16-Sep-26 - 30-Sep-26', '2026-09-16', '2026-09-30'],
  ['February 2024', '2024-02-01', '2024-02-29'],
  ['Oct-2026', '2026-10-01', '2026-10-31'],
  ['2025', '2025-01-01', '2025-12-31'],
  ['Calendar year 2025', '2025-01-01', '2025-12-31'],
])('%s is %s to %s', (text, startDate, endDate) => {
  expect(parsePeriod(text, 'day-first')).toEqual({ startDate, endDate });
});

test.each(['31 Oct 2026 - 1 Oct 2026', 'October 15-1, 2026', 'monthly', '15 Oct 2026'])(
  '%s is not a period',
  (text) => expect(parsePeriod(text)).toBeUndefined(),
);

const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

test.each(['09/302026', '0930/2026', '09/3072026', '0973072026', '097302026', '09302026'])(
  '%s is a date whose slashes were lost or taken for a 7',
  (raw) => expect(parseDate(raw)).toBe('2026-09-30'),
);

test.each(['097712026', '20260930', '04/052026'])('%s has no certain day', (raw) =>
  expect(parseDate(raw)).toBeUndefined(),
);

test('every day is parsed correctly from every form', () => {
  fc.assert(
    fc.property(days, (day) => {
      const iso = day.toISOString().slice(0, 10);
      const [year, month, date] = iso.split('-') as [string, string, string];
      const name = day.toLocaleString('en', { month: 'long', timeZone: 'UTC' });
      expect(parseDate(iso)).toBe(iso);
      expect(parseDate(`${date}/${month}/${year}`, 'day-first')).toBe(iso);
      expect(parseDate(`${month}/${date}/${year}`, 'month-first')).toBe(iso);
      expect(parseDate(`${Number(date)} ${name} ${year}`)).toBe(iso);
      expect(parseDate(`${name} ${Number(date)}, ${year}`)).toBe(iso);
      expect(parseDate(`${date}-${name.slice(0, 3)}-${year}`)).toBe(iso);
    }),
  );
});

test('whatever the text, a parsed period has real days in order, and parsing never throws', () => {
  const pieces = fc.constantFrom(
    '1',
    '31',
    '2026',
    ' - ',
    '/',
    '-',
    'Oct',
    ' to ',
    ' ',
    ',',
    'from',
    '–',
    '99',
  );
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const period = parsePeriod(text, 'day-first');
      if (!period) return;
      expect(new Date(period.startDate).toISOString().slice(0, 10)).toBe(period.startDate);
      expect(period.startDate <= period.endDate).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
