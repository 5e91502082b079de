import type { MarkOf } from '@winkwire/contract/portal-api';
import { duration, fullTime } from '../ui/time.ts';

/** An acknowledgement that takes longer than this many ms usually comes from a later session. */
const lateMs = 60_000;

export function callbackText(
  { at, acknowledgedAt, repeatedUntil }: Pick<MarkOf<'CALLBACK'>, 'at' | 'acknowledgedAt' | 'repeatedUntil'>,
  now: number,
): string {
  if (acknowledgedAt !== null) {
    // The times come from different clocks, so the acknowledgement may seem earlier than the callback.
    const after = Math.max(0, Date.parse(acknowledgedAt) - Date.parse(at));
    const handled = `Handled by the page after ${duration(after)}`;
    return after < lateMs ? `${handled}.` : `${handled}, on ${fullTime(acknowledgedAt)}.`;
  }
  if (repeatedUntil === null) return 'Not acknowledged by the page. A callback of this kind is not repeated.';
  return now < Date.parse(repeatedUntil)
    ? `Not acknowledged by the page yet. It is repeated if the user opens the widget before ${fullTime(repeatedUntil)}.`
    : `Never acknowledged by the page. It could be repeated until ${fullTime(repeatedUntil)}. Your back end can find it among the callbacks of the session.`;
}
