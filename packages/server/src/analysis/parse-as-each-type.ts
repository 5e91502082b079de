import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import { parseTaxDocument } from './tax-document.ts';

/**
 * The results of earlier calls, keyed by the array `words`. While a page is read, `parseAsEachType` is often called
 * several times with the same array.
 */
const parsed = new WeakMap<Word[], ReturnType<typeof parse>>();

/**
 * Parses a page as each type of document that has fields, for callers that do not know the document's type. The array
 * `words` must not be changed later, because the result is kept for it.
 */
export function parseAsEachType(words: Word[]): ReturnType<typeof parse> {
  const known = parsed.get(words) ?? parse(words);
  parsed.set(words, known);
  return known;
}

function parse(words: Word[]) {
  const lines = linesOf(words);
  return [parsePayslip(lines), parseTaxDocument(lines), parseEmploymentCertificate(lines)] as const;
}
