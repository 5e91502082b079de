import type { Word } from './layout.ts';
import { parseAsEachType } from './parse-as-each-type.ts';
import { type Box, distinctBoxes } from './place.ts';

export function unreadPlaces(words: Word[]): Box[] {
  const unread = parseAsEachType(words).flatMap((read) => read.unread);
  return distinctBoxes(unread.map(({ box }) => box));
}

/** Whether `after` reads at least one field more than `before`, and loses none. */
export function isReadBetter(before: Word[], after: Word[]): boolean {
  const now = parseAsEachType(after).map(({ fields }) => new Set(fields.map(({ name }) => name)));
  const was = parseAsEachType(before);
  return (
    was.some(({ unread }, type) => unread.some(({ name }) => now[type]?.has(name))) &&
    was.every(({ fields }, type) => fields.every(({ name }) => now[type]?.has(name)))
  );
}

export function employerPlaces(words: Word[]): Box[] {
  const names = parseAsEachType(words).flatMap(({ fields }) =>
    fields.filter(({ name }) => name === 'employerName'),
  );
  return distinctBoxes(names.map(({ box }) => box));
}
