import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import type { Box } from './place.ts';
import { parseTaxDocument } from './tax-document.ts';

const names = ['ssNumber', 'philHealthNumber', 'taxNumber', 'pagIbigNumber', 'employeeIdNumber'];

/**
 * The places of the registration numbers that are found on a page by their labels. The page is parsed as each type of
 * document that has such numbers, because its type is not known.
 */
export function identifierPlaces(words: Word[]): Box[] {
  const lines = linesOf(words);
  const fields = [parsePayslip(lines), parseTaxDocument(lines), parseEmploymentCertificate(lines)]
    .flatMap((read) => read.fields)
    .filter(({ name }) => names.includes(name));
  return [...new Map(fields.map(({ box }) => [box.join(), box])).values()];
}
