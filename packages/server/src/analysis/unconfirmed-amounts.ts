import { parseAmount } from './amounts.ts';
import { parseEmploymentCertificate } from './employment-certificate.ts';
import type { Field } from './fields.ts';
import { linesOf, type Word } from './layout.ts';
import { parsePayslip } from './payslip.ts';
import type { Box } from './place.ts';
import { summedAmounts } from './sums.ts';
import { parseTaxDocument } from './tax-document.ts';

/**
 * The places of a page's amounts that no sum confirms, whichever type its document has. Only these amounts need
 * a second reading: with a misread digit in one of the others, their sum would not be right.
 */
export function unconfirmedAmounts(words: Word[]): Box[] {
  const lines = linesOf(words);
  const payslip = parsePayslip(lines);
  const certificate = parseEmploymentCertificate(lines);
  const fields = [payslip, parseTaxDocument(lines), certificate].flatMap((read) =>
    read.fields.filter(isAmount),
  );
  const confirmed = payslip.addsUp ? payslip.fields.filter(({ name }) => summedAmounts.includes(name)) : [];
  const boxes = new Map(fields.map(({ box }) => [box.join(), box]));
  for (const { box } of confirmed) boxes.delete(box.join());
  return [...boxes.values(), ...inProse(words, certificate.analysis.salaryAmount)];
}

/**
 * The places of the words that show this amount. The place of an amount in a sentence is not known, so all
 * words with its value are meant.
 */
const inProse = (words: Word[], amount: number | null): Box[] =>
  amount === null
    ? []
    : words
        .filter(({ text }) => parseAmount(text.replace(/^[^\d]+|[.,]$/g, '')) === amount)
        .map(({ box }) => box);

const isAmount = ({ name }: Field): boolean => name.endsWith('Amount');
