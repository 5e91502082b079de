import type { Word } from './layout.ts';
import { parseAsEachType } from './parse-as-each-type.ts';
import { type Box, distinctBoxes } from './place.ts';

const names = ['ssNumber', 'philHealthNumber', 'taxNumber', 'pagIbigNumber', 'employeeIdNumber'];

/**
 * Finds registration numbers by their labels, even numbers that could not be read. The document's type is not known
 * here, so the page is parsed as each type.
 */
export function identifierPlaces(words: Word[]): Box[] {
  const fields = parseAsEachType(words)
    .flatMap(({ fields, unread }) => [...fields, ...unread])
    .filter(({ name }) => names.includes(name));
  return distinctBoxes(fields.map(({ box }) => box));
}
