import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'tesseract.js';
import type { Word } from '../layout.ts';

/** Words that are recognised with less confidence are usually noise, such as edges of photos, stamps or lines. */
const leastConfidence = 25;

let recogniser: Promise<Worker> | undefined;

/** Reads the text of a PNG, JPEG or PGM. The recogniser starts with the first image and runs until the process ends. */
export async function wordsOfImage(image: Uint8Array, page: number): Promise<Word[]> {
  recogniser ??= start();
  const { data } = await (await recogniser).recognize(Buffer.from(image), {}, { text: false, blocks: true });
  return (data.blocks ?? [])
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .flatMap((line) => line.words)
    .filter((word) => word.confidence >= leastConfidence)
    .map(({ text, bbox }) => ({ text, page, left: bbox.x0, right: bbox.x1, top: bbox.y0, bottom: bbox.y1 }));
}

async function start(): Promise<Worker> {
  const { createWorker, OEM } = await import('tesseract.js');
  const data = dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/eng/package.json')));
  // The language data comes from the installed package and never from the network. Nothing is written to a cache.
  return createWorker('eng', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    // Without this handler, a picture that cannot be opened would end the process. The promise of the call is rejected
    // in any case.
    errorHandler: () => {},
  });
}
