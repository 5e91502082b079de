import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { layouts } from './layouts.ts';
import { makeDocument } from './make-document.ts';
import { readDocument } from './read-document.ts';

test('a seed and a number make the same document again, and another seed makes another one', async () => {
  const make = async (seed: number) => Buffer.from((await makeDocument({ seed, number: 3 })).pdf);
  const first = await make(7);
  expect(first.equals(await make(7))).toBe(true);
  expect(first.equals(await make(8))).toBe(false);
});

test.each(layouts.map(({ name }, number) => [name, number] as const))(
  '%s shows what its truth says',
  async (_, number) => {
    const { truth, placed } = await makeDocument({ seed: 5, number });
    const digits = placed.map(({ text }) => text.replace(/\D/g, ''));
    for (const [field, value] of Object.entries(truth)) {
      if (!field.endsWith('Amount') || value === null) continue;
      const amount = Number(value);
      const written = [amount.toFixed(2), amount.toFixed(0)].map((text) => text.replace('.', ''));
      expect(
        digits.some((text) => written.includes(text)),
        `${field} is ${value}`,
      ).toBe(true);
    }
  },
);

test('a clean payslip is read correctly in the child process', async () => {
  const { truth, pdf, layout } = await makeDocument({ seed: 1, number: 0 });
  const comparisons = compare(truth, await readDocument(pdf, layout.type));
  expect(comparisons.filter(({ isRight }) => !isRight)).toEqual([]);
});
