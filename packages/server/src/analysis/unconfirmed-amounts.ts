import { parseAmount } from './amounts.ts';
import type { Field } from './fields.ts';
import type { Word } from './layout.ts';
import { parseAsEachType } from './parse-as-each-type.ts';
import { type Box, distinctBoxes } from './place.ts';
import { summedAmounts } from './sums.ts';

/**
 * The places of amounts that no sum on the page confirms. The type of the document is not known here, so the page is
 * parsed as each type.
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

/** The place of a salary in a sentence is not known, so all words with its amount are returned. */
const inProse = (words: Word[], amount: number | null): Box[] =>
  amount === null
    ? []
    : words
        .filter(({ text }) => parseAmount(text.replace(/^[^\d]+|[.,]$/g, '')) === amount)
        .map(({ box }) => box);

const isAmount = ({ name }: Field): boolean => name.endsWith('Amount');
