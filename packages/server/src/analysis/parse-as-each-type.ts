import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import { parseTaxDocument } from './tax-document.ts';

/** Parses a page as each type of document that has fields, for callers that do not know its type. */
export function parseAsEachType(words: Word[]) {
  const lines = linesOf(words);
  return [parsePayslip(lines), parseTaxDocument(lines), parseEmploymentCertificate(lines)] as const;
}
