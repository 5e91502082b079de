/** The longest time, in ms, for which a receiver can delay its deliveries. */
const longest = 60 * 60 * 1000;

/** `Date.parse` also takes numbers such as `1.5` and `-1` for dates. An HTTP date begins with a day of the week. */
const day = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i;
/** The oldest form of an HTTP date names no zone, and is in GMT: `Sun Nov  6 08:49:37 1994`. */
const withoutZone = /:\d\d \d{4}$/;

/**
 * Parses `Retry-After` and returns the delay in ms. The header contains seconds or an HTTP date. If it is repeated, the
 * first seconds count. Undefined if the header is missing or invalid.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const [seconds] = /^\d+(?=\s*(?:,|$))/.exec(text) ?? [];
  const wait = seconds === undefined ? readDate(text) - now : Number(seconds) * 1000;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(wait, 0), longest);
}

function readDate(text: string): number {
  if (!day.test(text)) return Number.NaN;
  return Date.parse(withoutZone.test(text) ? `${text} GMT` : text);
}
