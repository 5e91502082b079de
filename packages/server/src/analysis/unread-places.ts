import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import type { Box } from './place.ts';
import { parseTaxDocument } from './tax-document.ts';

/** The page is parsed as each type of document, because its type is not known. */
const parsed = (words: Word[]) => {
  const lines = linesOf(words);
  return [parsePayslip(lines), parseTaxDocument(lines), parseEmploymentCertificate(lines)];
};

/** The places of amounts, dates and numbers that stand beside a label and could not be read. */
export function unreadPlaces(words: Word[]): Box[] {
  const unread = parsed(words).flatMap((read) => read.unread);
  return [...new Map(unread.map(({ box }) => [box.join(), box])).values()];
}

/** Whether a field that was not read before is read after a change of words, and every field that was read still is. */
export function isReadBetter(before: Word[], after: Word[]): boolean {
  const now = parsed(after).map(({ fields }) => new Set(fields.map(({ name }) => name)));
  const was = parsed(before);
  return (
    was.some(({ unread }, type) => unread.some(({ name }) => now[type]?.has(name))) &&
    was.every(({ fields }, type) => fields.every(({ name }) => now[type]?.has(name)))
  );
}

/** The places of the names of employers that are found on a page. */
export function employerPlaces(words: Word[]): Box[] {
  const names = parsed(words).flatMap(({ fields }) => fields.filter(({ name }) => name === 'employerName'));
  return [...new Map(names.map(({ box }) => [box.join(), box])).values()];
}
