import type { Word } from './layout.ts';
import { parseAsEachType } from './parse-as-each-type.ts';
import { type Box, distinctBoxes } from './place.ts';

const names = ['ssNumber', 'philHealthNumber', 'taxNumber', 'pagIbigNumber', 'employeeIdNumber'];

/**
 * The places of the registration numbers that are found on a page by their labels, including those that could not be
 * read. The page is parsed as each type of document that has such numbers, because its type is not known.
 */
export function identifierPlaces(words: Word[]): Box[] {
  const fields = parseAsEachType(words)
    .flatMap(({ fields, unread }) => [...fields, ...unread])
    .filter(({ name }) => names.includes(name));
  return distinctBoxes(fields.map(({ box }) => box));
}
