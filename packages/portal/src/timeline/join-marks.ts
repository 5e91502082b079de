import type { Timeline } from '@winkwire/contract/portal-api';

type Marks = Timeline['items'];
type Mark = Marks[number];

/**
 * Joins the marks that were shown before with a newer list. A mark that is in both lists is taken from the
 * newer list, because an attempt may have ended since. A mark that is only in `shown` stays, even if newer
 * marks have pushed it off the end of the newer list.
 */
export function joinMarks(shown: Marks, newer: Marks): Marks {
  const known = new Set(newer.map(keyOf));
  return [...shown.filter((mark) => !known.has(keyOf(mark))), ...newer];
}

/** Whether a mark is in both lists. */
export function overlap(one: Marks, other: Marks): boolean {
  const known = new Set(one.map(keyOf));
  return other.some((mark) => known.has(keyOf(mark)));
}

const keyOf = (mark: Mark): string =>
  mark.kind === 'ATTEMPT'
    ? `${mark.eventId} ${mark.webhookId} ${mark.number}`
    : `${mark.kind} ${mark.eventId}`;
