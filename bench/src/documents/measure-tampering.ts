import { fileCheck } from '@winkwire/server/analysis/tampering/file-check';
import type { Suspicion } from '@winkwire/server/analysis/tampering/suspicion';
import { honestScans } from './honest-scans.ts';
import { inParallel } from './in-parallel.ts';
import { lookAlikes } from './look-alikes.ts';
import { type DocumentKey, makeDocument } from './make-document.ts';
import { randomOf } from './measure-reading.ts';
import { examineDocument, readDocument } from './read-document.ts';
import { type Tampering, tamperings } from './tampering.ts';
import { variants } from './variants.ts';

export interface Detection {
  kind: string;
  isTampered: boolean;
  /** The signs that were found in each file: kinds of suspicion, or `SUMS`. */
  signs: string[][];
}

const untampered: Tampering[] = [
  ...variants.map(({ name, take }) => ({
    name,
    make: async (key: DocumentKey, random: Parameters<typeof take>[1]) =>
      (await take((await makeDocument(key)).pdf, random)).bytes,
  })),
  ...lookAlikes,
  ...honestScans,
];

export async function measureTampering(keys: DocumentKey[]): Promise<Detection[]> {
  const detections: Detection[] = [];
  for (const kind of tamperings) detections.push({ ...(await detect(kind, keys)), isTampered: true });
  for (const kind of untampered) detections.push({ ...(await detect(kind, keys)), isTampered: false });
  return detections;
}

async function detect({ name, make }: Tampering, keys: DocumentKey[]) {
  const signs = await inParallel(keys, 2, async (key) => {
    const bytes = await make(key, randomOf(key, name));
    if (!bytes) return undefined;
    const suspicions = await examineDocument(bytes);
    const found = [...suspicions.map(({ kind }) => kind), ...(await sumsOf(bytes, key, suspicions))];
    console.error(`${name} ${key.seed}-${key.number}: ${found.join(' ') || 'nothing'}`);
    if (found.length > 0) console.error(`  ${fileCheck(suspicions).resultMessage}`);
    return found;
  });
  return { kind: name, signs: signs.filter((found) => found !== undefined) };
}

/** `SUMS` if the amounts of a PDF do not add up. Files with pictures are skipped, because reading one takes seconds. */
async function sumsOf(bytes: Uint8Array, key: DocumentKey, suspicions: Suspicion[]): Promise<string[]> {
  const isPdf = Buffer.from(bytes.subarray(0, 4)).toString('latin1') === '%PDF';
  if (!isPdf || suspicions.length > 0 || bytes.length > 60_000) return [];
  const { layout } = await makeDocument(key);
  const result = await readDocument(bytes, layout.type);
  return !result.problem && result.validation?.computation?.resultCode === 'FAILED' ? ['SUMS'] : [];
}
