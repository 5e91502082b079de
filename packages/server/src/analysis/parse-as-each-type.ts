import { parseEmploymentCertificate } from './employment-certificate.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import { parseTaxDocument } from './tax-document.ts';

/** Earlier results, keyed by the array `words`. A page is often parsed several times with the same array. */
const parsed = new WeakMap<Word[], ReturnType<typeof parse>>();

/** Parses a page as each type that has fields. Keeps the result for the array `words`, which must not change later. */
export function parseAsEachType(words: Word[]): ReturnType<typeof parse> {
  const known = parsed.get(words) ?? parse(words);
  parsed.set(words, known);
  return known;
}

function parse(words: Word[]) {
  const lines = linesOf(words);
  return [parsePayslip(lines), parseTaxDocument(lines), parseEmploymentCertificate(lines)] as const;
}
