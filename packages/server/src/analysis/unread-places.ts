import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import type { Box } from './place.ts';
import { parseTaxDocument } from './tax-document.ts';

/**
 * The places of amounts, dates and numbers that have a label but could not be read. The page is parsed as each type of
 * document, because its type is not known.
 */
export function unreadPlaces(words: Word[]): Box[] {
  const lines = linesOf(words);
  const unread = [parsePayslip(lines), parseTaxDocument(lines), parseEmploymentCertificate(lines)].flatMap(
    (read) => read.unread,
  );
  return [...new Map(unread.map(({ box }) => [box.join(), box])).values()];
}
