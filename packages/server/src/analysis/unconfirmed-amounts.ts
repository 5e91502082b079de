import { parseAmount } from './amounts.ts';
import { parseEmploymentCertificate } from './employment-certificate.ts';
import type { Field } from './fields.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import type { Box } from './place.ts';
import { summedAmounts } from './sums.ts';
import { parseTaxDocument } from './tax-document.ts';

/**
 * The places of all amounts that are read from a page, except those that a correct sum confirms. The page is parsed as
 * each type of document, because its type is not known. The confirmed amounts need no second reading: if a digit of one
 * of them were misread, the sum would not be correct.
 */
export function unconfirmedAmounts(words: Word[]): Box[] {
  const lines = linesOf(words);
  const payslip = parsePayslip(lines);
  const certificate = parseEmploymentCertificate(lines);
  const fields = [payslip, parseTaxDocument(lines), certificate].flatMap((read) =>
    read.fields.filter(isAmount),
  );
  const confirmed = payslip.addsUp ? payslip.fields.filter(({ name }) => summedAmounts.includes(name)) : [];
  const all = [...fields.map(({ box }) => box), ...inProse(words, certificate.analysis.salaryAmount)];
  const boxes = new Map(all.map((box) => [box.join(), box]));
  for (const { box } of confirmed) boxes.delete(box.join());
  return [...boxes.values()];
}

/**
 * The places of all words that have the value of a certificate's salary, because the place of a salary that was read
 * from a sentence is not known.
 */
const inProse = (words: Word[], amount: number | null): Box[] =>
  amount === null
    ? []
    : words
        .filter(({ text }) => parseAmount(text.replace(/^[^\d]+|[.,]$/g, '')) === amount)
        .map(({ box }) => box);

const isAmount = ({ name }: Field): boolean => name.endsWith('Amount');
