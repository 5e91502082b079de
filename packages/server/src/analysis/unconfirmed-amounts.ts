import { parseAmount } from './amounts.ts';
import type { Field } from './fields.ts';
import type { Word } from './layout.ts';
import { parseAsEachType } from './parse-as-each-type.ts';
import { type Box, distinctBoxes } from './place.ts';
import { summedAmounts } from './sums.ts';

/**
 * The places of all amounts that are read from a page, except those that a correct sum confirms. The document's type is
 * not known, so the page is parsed as each type. The caller has these places read a second time. The confirmed amounts
 * do not need this: if a digit of one of them were misread, the sum would not be correct.
 */
export function unconfirmedAmounts(words: Word[]): Box[] {
  const types = parseAsEachType(words);
  const [payslip, , certificate] = types;
  const fields = types.flatMap((read) => read.fields.filter(isAmount));
  const confirmed = payslip.addsUp ? payslip.fields.filter(({ name }) => summedAmounts.includes(name)) : [];
  const all = [...fields.map(({ box }) => box), ...inProse(words, certificate.analysis.salaryAmount)];
  const known = new Set(confirmed.map(({ box }) => box.join()));
  return distinctBoxes(all).filter((box) => !known.has(box.join()));
}

/**
 * A certificate may name the salary in a sentence, and then the place of the salary is not known. So the places of all
 * words with the same amount are returned.
 */
const inProse = (words: Word[], amount: number | null): Box[] =>
  amount === null
    ? []
    : words
        .filter(({ text }) => parseAmount(text.replace(/^[^\d]+|[.,]$/g, '')) === amount)
        .map(({ box }) => box);

const isAmount = ({ name }: Field): boolean => name.endsWith('Amount');
