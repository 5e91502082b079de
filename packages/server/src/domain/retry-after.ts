/** A receiver may ask for patience, but not for ever. */
const longest = 60 * 60 * 1000;

/** The wait, in ms, that a `Retry-After` header asks for: seconds or an HTTP date. Undefined when it says nothing. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(wait, 0), longest);
}
