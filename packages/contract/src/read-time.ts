/* Requests may give a time in any form of RFC 3339, or only a day, which means its start in UTC. */

const day = '(\\d{4})-(\\d{2})-(\\d{2})';
const dayAlone = new RegExp(`^${day}$`);
/** A leap second (`:60`) is refused, because our clocks have none. */
const fullTime = new RegExp(
  `^${day}[Tt ]([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d+))?(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))$`,
);

const earliest = Date.parse('0000-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** In characters. A time with nanoseconds and an offset has only 35. */
export const longestTime = 64;

export const timeForm = 'a time such as 2026-04-21T09:30:00Z, or a day such as 2026-04-21';
export const dayForm = 'a day in the form YYYY-MM-DD, such as 2026-04-21';

/** Milliseconds since 1970, without fractions. Undefined if the text is neither a time nor a day. */
export function readTime(text: string): number | undefined {
  if (text.length > longestTime) return undefined;
  const match = fullTime.exec(text);
  if (!match) return readDay(text);
  const [, year, month, date, hours, minutes, seconds, fraction = '', sign, offsetHours, offsetMinutes] =
    match;
  const midnight = startOf(Number(year), Number(month), Number(date));
  if (midnight === undefined) return undefined;
  const offset = sign ? Number(`${sign}1`) * (Number(offsetHours) * 60 + Number(offsetMinutes)) : 0;
  const inSeconds = (Number(hours) * 60 + Number(minutes) - offset) * 60 + Number(seconds);
  const at = midnight + inSeconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  // With an offset, a time at the end of the year 9999 can be in the year 10000 in UTC.
  return at >= earliest && at <= latest ? at : undefined;
}

/** The start of a day in UTC, in ms since 1970. Undefined if the text is not a day. */
export function readDay(text: string): number | undefined {
  const match = dayAlone.exec(text);
  return match ? startOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Undefined for a day that does not exist, such as 30 February. */
function startOf(year: number, month: number, date: number): number | undefined {
  const start = new Date(0);
  // `Date.UTC` is not used, because it treats the years 0 to 99 as 1900 to 1999.
  start.setUTCFullYear(year, month - 1, date);
  return start.getUTCMonth() === month - 1 && start.getUTCDate() === date ? start.getTime() : undefined;
}
