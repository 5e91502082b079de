import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'tesseract.js';
import type { Word } from '../layout.ts';
import { encodePicture, type Picture } from './picture.ts';

/** A word that was recognised, in pixels of the picture. */
export type RecognisedWord = Omit<Word, 'page' | 'box'>;

/** Words that are recognised with less confidence are usually noise, such as edges of photos, stamps or lines. */
const leastConfidence = 25;

let recogniser: Promise<Worker> | undefined;

/** Reads the text of a picture. The recogniser starts with the first picture and runs until the process ends. */
export async function recognise(picture: Picture): Promise<RecognisedWord[]> {
  recogniser ??= start();
  const image = Buffer.from(encodePicture(picture));
  const { data } = await (await recogniser).recognize(image, {}, { text: false, blocks: true });
  return (data.blocks ?? [])
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .flatMap((line) => line.words)
    .filter((word) => word.confidence >= leastConfidence)
    .map(({ text, bbox, confidence }) => ({
      text,
      left: bbox.x0,
      right: bbox.x1,
      top: bbox.y0,
      bottom: bbox.y1,
      // Only text that was never a picture is certain.
      confidence: Math.min(0.99, confidence / 100),
    }));
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
