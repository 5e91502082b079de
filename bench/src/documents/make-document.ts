import type { Layout, Truth } from './document.ts';
import { layouts } from './layouts.ts';
import { Random } from './random.ts';
import { type Alteration, familyOf, type Placed, Sheet } from './sheet.ts';

export interface LabelledDocument {
  name: string;
  layout: Layout;
  truth: Truth;
  pdf: Uint8Array;
  placed: Placed[];
}

/** The number and the seed together determine a document. */
export interface DocumentKey {
  seed: number;
  number: number;
}

const payrollPrograms = ['Made-Up Payroll 4.2', 'Invented HR Suite', 'Nowhere Reports 11'];

/** With an alteration, one text of the document is changed. `truth` keeps the original value. */
export async function makeDocument(
  { seed, number }: DocumentKey,
  alteration?: Alteration,
): Promise<LabelledDocument> {
  const layout = layouts[number % layouts.length]!;
  const random = new Random(seed * 100_003 + number);
  const sheet = await Sheet.create(familyOf(random), alteration);
  const truth = layout.draw(sheet, random);
  const made = new Date(Date.UTC(2026, random.integer(0, 10), random.integer(1, 28), random.integer(0, 23)));
  sheet.pdf.setProducer(random.pick(payrollPrograms));
  sheet.pdf.setCreator(random.pick(payrollPrograms));
  sheet.pdf.setCreationDate(made);
  sheet.pdf.setModificationDate(made);
  const pdf = await sheet.pdf.save({ useObjectStreams: false });
  return { name: `${seed}-${number}`, layout, truth, pdf, placed: sheet.placed };
}
