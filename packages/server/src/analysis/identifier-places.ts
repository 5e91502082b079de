import type { Word } from './layout.ts';
import { parseAsEachType } from './parse-as-each-type.ts';
import { type Box, distinctBoxes } from './place.ts';

const names = ['ssNumber', 'philHealthNumber', 'taxNumber', 'pagIbigNumber', 'employeeIdNumber'];

/**
 * Finds registration numbers on a page by their labels, and returns the place of each, even if the number could not be
 * read. The document's type is not known, so the page is parsed as each type that has such numbers.
 */
export function identifierPlaces(words: Word[]): Box[] {
  const fields = parseAsEachType(words)
    .flatMap(({ fields, unread }) => [...fields, ...unread])
    .filter(({ name }) => names.includes(name));
  return distinctBoxes(fields.map(({ box }) => box));
}
