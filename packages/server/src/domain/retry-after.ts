/** The longest time, in ms, for which a receiver can delay its deliveries. */
const longest = 60 * 60 * 1000;

const clock = String.raw`\d{2}:\d{2}:\d{2}`;
/** The three forms of a date in RFC 9110. The last one has no zone, and also means UTC. */
const dateForms: readonly RegExp[] = [
  new RegExp(String.raw`^[a-z]{3}, \d{2} [a-z]{3} \d{4} ${clock} GMT$`, 'i'),
  new RegExp(String.raw`^[a-z]+, \d{2}-[a-z]{3}-\d{2} ${clock} GMT$`, 'i'),
  new RegExp(String.raw`^[a-z]{3} [a-z]{3} [ \d]\d ${clock} \d{4}$`, 'i'),
];

/** Returns the delay in ms. Undefined if the header is missing or invalid, such as `1.5`. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const [seconds] = /^\d+(?=\s*(?:,|$))/.exec(text) ?? [];
  const wait = seconds === undefined ? readDate(text) - now : Number(seconds) * 1000;
  if (Number.isNaN(wait)) return undefined;
  return Math.min(Math.max(wait, 0), longest);
}

/** `Date.parse` alone would read `-1` and `1.5` as days in 2001. */
function readDate(text: string): number {
  if (!dateForms.some((form) => form.test(text))) return Number.NaN;
  return Date.parse(/GMT$/i.test(text) ? text : `${text} GMT`);
}
