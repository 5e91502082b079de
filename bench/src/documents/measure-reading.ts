import { childrenCpuSeconds } from './children-cpu.ts';
import { compare } from './compare.ts';
import { inParallel } from './in-parallel.ts';
import { type DocumentKey, makeDocument } from './make-document.ts';
import { Random } from './random.ts';
import { readDocument } from './read-document.ts';
import type { Reading, VariantReadings } from './reading-table.ts';
import type { Variant } from './variants.ts';

/** The random values for one file. They stay the same when the layout is changed to draw more random values. */
export const randomOf = ({ seed, number }: DocumentKey, salt: string): Random =>
  new Random(
    seed * 7_919 + number * 104_729 + Buffer.from(salt).reduce((sum, byte) => Math.imul(sum, 31) + byte, 7),
  );

export async function measureReading(variant: Variant, keys: DocumentKey[]): Promise<VariantReadings> {
  const before = childrenCpuSeconds();
  const readings = await inParallel(keys, 2, async (key) => {
    const reading = await readOne(variant, key);
    console.error(`${variant.name} ${reading.name}: ${reading.problem ?? 'analysed'}`);
    return reading;
  });
  return {
    variant: variant.name,
    target: variant.target,
    readings,
    cpuSeconds: childrenCpuSeconds() - before,
  };
}

async function readOne(variant: Variant, key: DocumentKey): Promise<Reading> {
  const { name, layout, truth, pdf } = await makeDocument(key);
  const { bytes, conditions } = await variant.take(pdf, randomOf(key, variant.name));
  const result = await readDocument(bytes, layout.type);
  return {
    name,
    layout: layout.name,
    type: layout.type,
    conditions,
    problem: result.problem?.message ?? null,
    comparisons: compare(truth, result),
  };
}
