/*
 * Times in requests: any form of RFC 3339, or a day alone, which means its start in UTC. Stored and returned times
 * have the one form of `timestamp`.
 */

const day = '(\\d{4})-(\\d{2})-(\\d{2})';
const dayAlone = new RegExp(`^${day}$`);
/** Second 60 is refused, because our clocks do not have it. */
const fullTime = new RegExp(
  `^${day}[Tt ]([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d)(?:\\.(\\d+))?(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))$`,
);

const earliest = Date.parse('0000-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** Longer than any time needs to be. */
export const longestTime = 64;

/** For a reader whose time or day was refused. */
export const timeForm = 'a time such as 2026-04-21T09:30:00Z, or a day such as 2026-04-21';
export const dayForm = 'a day in the form YYYY-MM-DD, such as 2026-04-21';

/** A time, or a day alone, in ms since 1970. Finer fractions are dropped. Undefined for anything else. */
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
  // An offset can lead out of the years that have four digits.
  return at >= earliest && at <= latest ? at : undefined;
}

/** A day alone, as the ms since 1970 at which it starts in UTC. Undefined for anything else. */
export function readDay(text: string): number | undefined {
  const match = dayAlone.exec(text);
  return match ? startOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Undefined for a day that does not exist, such as 30 February. */
function startOf(year: number, month: number, date: number): number | undefined {
  const start = new Date(0);
  // `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  start.setUTCFullYear(year, month - 1, date);
  return start.getUTCMonth() === month - 1 && start.getUTCDate() === date ? start.getTime() : undefined;
}
