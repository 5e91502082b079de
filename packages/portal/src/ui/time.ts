/* Times are shown in the reader's time zone and language. Only relative times are in English. */

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const preciseClock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const zoned = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'long',
});

export const clockTime = (at: string): string => clock.format(new Date(at));
export const preciseTime = (at: string): string => preciseClock.format(new Date(at));
export const dayOf = (at: string): string => day.format(new Date(at));
export const fullTime = (at: string): string => dayAndClock.format(new Date(at));
/** `21 Apr 2026, 11:30:00 CEST`. */
export const zonedTime = (at: string): string => zoned.format(new Date(at));
/** `Europe/Berlin`. */
export const timeZone = (): string => zoned.resolvedOptions().timeZone;

/** Converts the times in a sentence from UTC to the reader's time zone. */
export const inLocalTime = (sentence: string): string =>
  sentence.replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, zonedTime);

const steps: [unit: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' });

/** `3 minutes ago`, `in 2 hours`, `just now`. */
export function relativeTime(at: string, now: number): string {
  const difference = new Date(at).getTime() - now;
  for (const [unit, milliseconds] of steps) {
    const count = Math.trunc(difference / milliseconds);
    if (count !== 0) return relative.format(count, unit);
  }
  return difference > 0 ? 'in a moment' : 'just now';
}

/** `43 ms`, `2.4 s`, `3 min 20 s`, `5 h 10 min` or `2 days`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 ? `${minutes} min ${seconds % 60} s` : `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

/**
 * Converts a time to the value of `<input type="datetime-local">`. A date becomes the first minute of that day in UTC,
 * or its last minute if `end` is `'end'`. Any other text becomes empty.
 */
export function toLocalInput(at: string, end: 'start' | 'end' = 'start'): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(at);
  const milliseconds = Date.parse(isDay ? `${at}T${end === 'start' ? '00:00' : '23:59'}:00Z` : at);
  const offset = new Date(milliseconds).getTimezoneOffset() * 60_000;
  return isoOf(milliseconds - offset).slice(0, 16);
}

/** Empty for an invalid time, and for a year that does not have four digits. The API refuses such years. */
function isoOf(milliseconds: number): string {
  const at = new Date(milliseconds);
  const year = at.getUTCFullYear();
  return year >= 0 && year <= 9999 ? at.toISOString() : '';
}

/** For `<input type="datetime-local">`, which would otherwise accept a year of five digits. */
export const latestLocalInput = '9999-12-31T23:59';

/*
 * `<input type="datetime-local">` contains a minute in the reader's time zone. The API needs UTC in whole seconds. An
 * empty field and a time that the API would refuse become empty.
 */

const secondOf = (value: string, seconds: number): string =>
  isoOf(Date.parse(value) + seconds * 1000).replace(/\.\d+Z$/, 'Z');

/** The first second of the minute, for the start of a period. */
export const fromLocalInput = (value: string): string => secondOf(value, 0);
/** The last second of the minute, for a period that includes its end, as in the filters of the API. */
export const lastSecondOf = (value: string): string => secondOf(value, 59);
/** The first second after the minute, for a period that excludes its end, as in replays. */
export const firstSecondAfter = (value: string): string => secondOf(value, 60);
