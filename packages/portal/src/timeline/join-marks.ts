import type { Timeline } from '@winkwire/contract/portal-api';

type Marks = Timeline['items'];
type Mark = Marks[number];

/**
 * Joins two lists of marks. A mark in both lists is taken from `newer`, because its deliveries may have changed. A mark
 * that is only in `shown` stays, because `newer` contains only the newest marks.
 */
export function joinMarks(shown: Marks, newer: Marks): Marks {
  const known = new Set(newer.map(keyOf));
  return [...shown.filter((mark) => !known.has(keyOf(mark))), ...newer];
}

export function overlap(one: Marks, other: Marks): boolean {
  const known = new Set(one.map(keyOf));
  return other.some((mark) => known.has(keyOf(mark)));
}

const keyOf = (mark: Mark): string =>
  mark.kind === 'ATTEMPT'
    ? `${mark.eventId} ${mark.webhookId} ${mark.number}`
    : `${mark.kind} ${mark.eventId}`;
