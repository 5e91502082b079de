let second = Number.NaN;
let text = '';

/**
 * Formats ms since 1970 as `2026-04-21T09:30:00Z`. The last result is cached, because most events happen in the same
 * second as the event before.
 */
export function timestamp(milliseconds: number): string {
  const now = Math.floor(milliseconds / 1000);
  if (now !== second) {
    text = `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
    second = now;
  }
  return text;
}
