/** The longest time, in ms, for which a receiver can delay its deliveries. */
const longest = 60 * 60 * 1000;

/**
 * Parses `Retry-After` and returns the delay in ms. The header contains seconds or an HTTP date. If it is repeated, the
 * first seconds count. Undefined if the header is missing or invalid.
 */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const [seconds] = /^\d+(?=\s*(?:,|$))/.exec(text) ?? [];
  const wait = seconds === undefined ? Date.parse(text) - now : Number(seconds) * 1000;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(wait, 0), longest);
}
