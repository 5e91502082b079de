import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DocumentKey, makeDocument } from './src/documents/make-document.ts';
import { measureReading, randomOf } from './src/documents/measure-reading.ts';
import { type Detection, measureTampering } from './src/documents/measure-tampering.ts';
import { type Reading, readingTables, type VariantReadings } from './src/documents/reading-table.ts';
import { tamperingTables } from './src/documents/tampering-table.ts';
import { variants } from './src/documents/variants.ts';

/*
 * `npm run documents -- --seed 1 --documents 60` measures how well the server reads documents and detects forged
 * ones, and writes bench/documents.md.
 *   --seed         1 by default; the reader has been tuned only with the documents of seed 1
 *   --changed 0    does not measure how well forged documents are detected
 *   --variant scan reads only this variant, and writes no documents.md
 *   --failures DIR copies the files that were not read correctly to this folder, with a list of the mistakes
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    documents: { type: 'string', default: '66' },
    changed: { type: 'string' },
    variant: { type: 'string' },
    failures: { type: 'string' },
  },
});
const seed = Number(values.seed);
const keys: DocumentKey[] = Array.from({ length: Number(values.documents) }, (_, number) => ({
  seed,
  number,
}));
const chosen = variants.filter(({ name }) => !values.variant || name === values.variant);

const measured: VariantReadings[] = [];
for (const variant of chosen) {
  measured.push(await measureReading(variant, keys));
  console.log(`${variant.name}: read`);
}
const changed = Number(values.changed ?? (values.variant ? 0 : keys.length));
const detections = changed > 0 ? await measureTampering(keys.slice(0, changed)) : [];

const text = `# How well documents are read

Written by \`npm run documents -- --seed ${seed} --documents ${keys.length}\`. A generator with a seed draws documents in eleven
layouts. It makes each document as a clean PDF, as a scan and as a photograph. The server's reader reads each file in a child
process. The conditions are random. Scans vary in resolution, noise, JPEG quality, skew from -5 to 5 degrees, folds, stamps and
headers of faxes. Photographs vary in perspective, shadows, blur, skew and four directions.

Precision is the share of right values among the values that were read. Recall is the share of right values among the values
that the documents show. A document that is refused with a reason has no values, so it lowers the recall. The languages are
English and Indonesian.

${readingTables(measured)}
${partOnTampering(detections)}`;
console.log(text);
if (!values.variant) writeFileSync(new URL('./documents.md', import.meta.url), text);
if (values.failures) await writeFailures(values.failures);

function partOnTampering(found: Detection[]): string {
  if (found.length === 0) return '';
  return `
## How well changed documents are found

The first ${changed} documents of the set were changed in each way that is possible for them. The unchanged documents include some
that look as if somebody had changed them. A change is found if \`validation.metadata\` or \`validation.computation\` fails.
Amounts in pictures are not compared here, so a change in a picture is found only if the pixels or the metadata show it.

${tamperingTables(found)}
`;
}

async function writeFailures(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { variant, readings } of measured)
    for (const [number, reading] of readings.entries()) {
      if (reading.comparisons.every(({ isRight }) => isRight)) continue;
      const key = { seed, number };
      const { pdf } = await makeDocument(key);
      const { bytes } = await variants
        .find(({ name }) => name === variant)!
        .take(pdf, randomOf(key, variant));
      const file = `${folder}/${variant.replace(' ', '-')}-${reading.name}`;
      writeFileSync(file, bytes);
      writeFileSync(`${file}.txt`, describe(reading));
    }
}

function describe({ layout, conditions, problem, comparisons }: Reading): string {
  const wrong = comparisons.filter(({ isRight }) => !isRight);
  return [
    layout,
    conditions.join(', '),
    problem ?? 'analysed',
    ...wrong.map(
      ({ field, shown, read, isWrongAmount }) =>
        `${field}: ${shown} read as ${read}${isWrongAmount ? ' (and no check failed)' : ''}`,
    ),
    '',
  ].join('\n');
}
