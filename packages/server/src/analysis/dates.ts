// biome-ignore-all lint/style/noNonNullAssertion: the expression has matched, so its groups exist
export type DayOrder = 'day-first' | 'month-first';

export interface Period {
  startDate: string;
  endDate: string;
}

/** The numbers of months, keyed by the first three letters of their names, in English and Indonesian. */
const monthsByLetters: Record<string, number> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  mei: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  agu: 8,
  ags: 8,
  agt: 8,
  sep: 9,
  oct: 10,
  okt: 10,
  nov: 11,
  dec: 12,
  des: 12,
};

const month = String.raw`([a-z]{3,9})\.?`;
const day = String.raw`(\d{1,2})(?:st|nd|rd|th)?`;
const year = String.raw`(\d{4}|\d{2})`;
const separator = String.raw`(?: - | to | until | through | s\/d | sd |-|–|—)`;

const isoForm = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const numberForm = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/;
/**
 * The recogniser may lose the thin slashes of `09/30/2026`, or read them as 7. The day, the month and the year never
 * begin with 7.
 */
const misreadSlashesForm = /^(\d{2})[/7]?(\d{2})[/7]?(\d{4})$/;
const dayMonthForm = new RegExp(`^${day}[ -]?${month}[ ,-]*${year}$`);
const monthDayForm = new RegExp(`^${month} ?${day}(?:,? |,)${year}$`);
const monthForm = new RegExp(`^${month}[ ,-]*(\\d{4})$`);
const daysOfMonthForm = new RegExp(`^${month} ?${day} ?${separator} ?${day}(?:,? |,)(\\d{4})$`);
const daysThenMonthForm = new RegExp(`^${day} ?${separator} ?${day} ?${month}[ ,]*(\\d{4})$`);
const daysAndMonthsForm = new RegExp(`^${month} ?${day} ?${separator} ?${month} ?${day}(?:,? |,)(\\d{4})$`);
const dayMonthDayMonthForm = new RegExp(`^${day} ?${month} ?${separator} ?${day} ?${month}[ ,]*(\\d{4})$`);

/**
 * Parses a date and returns it as `YYYY-MM-DD`. Undefined if it is invalid, not from 1900 to 2100, or ambiguous, such
 * as `03/04/2026` without an order.
 */
export function parseDate(raw: string, order?: DayOrder): string | undefined {
  const text = normalise(raw);
  const iso = isoForm.exec(text);
  if (iso) return calendarDay(iso[1], iso[2], iso[3]);
  const numbers = numberForm.exec(text) ?? misreadSlashesForm.exec(text);
  if (numbers) return dayOfNumbers(numbers[1]!, numbers[2]!, { year: numbers[3]!, order });
  const dayMonth = dayMonthForm.exec(text);
  if (dayMonth) return calendarDay(dayMonth[3], monthNumber(dayMonth[2]), dayMonth[1]);
  const monthDay = monthDayForm.exec(text);
  if (monthDay) return calendarDay(monthDay[3], monthNumber(monthDay[1]), monthDay[2]);
  return undefined;
}

/** Parses a period: two dates, two days, a whole month or a whole year. */
export function parsePeriod(raw: string, order?: DayOrder): Period | undefined {
  const text = normalise(raw);
  return daysOfOneMonth(text) ?? wholeMonth(text) ?? wholeYear(text) ?? twoDates(text, order);
}

/**
 * The order in a text's unambiguous dates. A date with a time of day does not count, because a fax or a printer
 * probably added it.
 */
export function dayOrderOf(text: string): DayOrder | undefined {
  let dayFirst = false;
  let monthFirst = false;
  for (const [, one, other] of text.matchAll(
    /\b(\d{1,2})[-/.](\d{1,2})[-/.](?:\d{4}|\d{2})\b(?!\s{1,3}\d{1,2}:\d{2})/g,
  )) {
    if (Number(one) > 12 && Number(other) <= 12) dayFirst = true;
    if (Number(other) > 12 && Number(one) <= 12) monthFirst = true;
  }
  if (dayFirst === monthFirst) return undefined;
  return dayFirst ? 'day-first' : 'month-first';
}

const normalise = (raw: string) =>
  raw
    .slice(0, 80)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[–—]/g, '-')
    .replace(/[.,]$/, '')
    .replace(misreadOne, '1')
    .trim();

/** A 1 that was misread as I, l or `|`, as in `I September` and `3l Oct`. */
const misreadOne = /(?<![a-z\d])[il|](?=\d| [a-z])|(?<=\d)[il|](?![a-z])/g;

const monthNumber = (name: string | undefined) => monthsByLetters[(name ?? '').slice(0, 3)];

function dayOfNumbers(one: string, other: string, rest: { year: string; order: DayOrder | undefined }) {
  const certain = Number(one) > 12 ? 'day-first' : Number(other) > 12 ? 'month-first' : undefined;
  const order = certain ?? (one === other ? 'day-first' : rest.order);
  if (order === 'day-first') return calendarDay(rest.year, other, one);
  if (order === 'month-first') return calendarDay(rest.year, one, other);
  return undefined;
}

type Digits = string | number | undefined;

function calendarDay(yearDigits: Digits, monthDigits: Digits, dayDigits: Digits): string | undefined {
  const parsedYear = Number(yearDigits);
  const fullYear = parsedYear < 100 ? 2000 + parsedYear : parsedYear;
  const date = new Date(Date.UTC(fullYear, Number(monthDigits) - 1, Number(dayDigits)));
  const exists = date.getUTCMonth() + 1 === Number(monthDigits) && date.getUTCDate() === Number(dayDigits);
  return exists && fullYear >= 1900 && fullYear <= 2100 ? date.toISOString().slice(0, 10) : undefined;
}

function period(startDate: string | undefined, endDate: string | undefined): Period | undefined {
  return startDate && endDate && startDate <= endDate ? { startDate, endDate } : undefined;
}

function daysOfOneMonth(text: string): Period | undefined {
  const days = daysOfMonthForm.exec(text);
  if (days) {
    const number = monthNumber(days[1]);
    return period(calendarDay(days[4], number, days[2]), calendarDay(days[4], number, days[3]));
  }
  const before = daysThenMonthForm.exec(text);
  if (before) {
    const number = monthNumber(before[3]);
    return period(calendarDay(before[4], number, before[1]), calendarDay(before[4], number, before[2]));
  }
  const months = daysAndMonthsForm.exec(text);
  if (months) {
    const start = calendarDay(months[5], monthNumber(months[1]), months[2]);
    return period(start, calendarDay(months[5], monthNumber(months[3]), months[4]));
  }
  const others = dayMonthDayMonthForm.exec(text);
  if (!others) return undefined;
  const start = calendarDay(others[5], monthNumber(others[2]), others[1]);
  return period(start, calendarDay(others[5], monthNumber(others[4]), others[3]));
}

function wholeMonth(text: string): Period | undefined {
  const match = monthForm.exec(text);
  const number = match && monthNumber(match[1]);
  if (!match || !number) return undefined;
  const last = new Date(Date.UTC(Number(match[2]), number, 0)).getUTCDate();
  return period(calendarDay(match[2], number, 1), calendarDay(match[2], number, last));
}

function wholeYear(text: string): Period | undefined {
  const match = /^(?:(?:calendar|tax|fiscal) year |year )?(\d{4})$/.exec(text);
  return match ? period(calendarDay(match[1], 1, 1), calendarDay(match[1], 12, 31)) : undefined;
}

/** A dash may also be a part of a date, so each dash is tried as the separator. */
function twoDates(text: string, order?: DayOrder): Period | undefined {
  const bare = text.replace(/^from /, '');
  for (const match of bare.matchAll(/ - | to | until | through | s\/d | sd |-/g)) {
    const start = parseDate(bare.slice(0, match.index), order);
    const end = parseDate(bare.slice(match.index + match[0].length), order);
    if (start && end) return period(start, end);
  }
  return undefined;
}
