import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Tesseract from 'tesseract.js';
import type { Word } from '../layout.ts';
import { loadCode } from './load-code.ts';
import { encodePicture, type Picture } from './picture.ts';

/** Positions are in pixels of the picture. */
export type RecognisedWord = Omit<Word, 'page' | 'box'>;

/**
 * The minimum confidence of a word, from 0 to 100. Words with less are usually noise, such as an edge, a stamp or a
 * line.
 */
const leastConfidence = 25;

let recogniser: Promise<Tesseract.Worker> | undefined;

/** The recogniser reads the lines of tables and the edges of paper as these characters. */
const noLetters = /^[|[\]{}_~=\\'"`]+$/;

const segmentations = { page: '3', line: '7', capital: '10' };
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Words with less confidence than `least`, from 0 to 100, are left out. The recogniser starts for the first picture,
 * and runs until the process ends.
 */
export async function recognise(
  picture: Picture,
  shows: keyof typeof segmentations = 'page',
  least = leastConfidence,
): Promise<RecognisedWord[]> {
  recogniser ??= loadCode(start());
  const worker = await recogniser;
  await worker.setParameters({
    tessedit_pageseg_mode: segmentations[shows] as Tesseract.PSM,
    tessedit_char_whitelist: shows === 'capital' ? capitals : '',
  });
  const image = Buffer.from(encodePicture(picture));
  const { data } = await worker.recognize(image, {}, { text: false, blocks: true });
  return (data.blocks ?? [])
    .flatMap((block) => block.paragraphs)
    .flatMap((paragraph) => paragraph.lines)
    .flatMap((line) =>
      line.words
        .filter(({ confidence, text }) => confidence >= least && !noLetters.test(text))
        .map((word) => wordOf(word, line)),
    );
}

/**
 * All words of a line get the same extent above and below the baseline, as in a PDF, so their heights can be compared.
 */
function wordOf(
  { text, bbox, confidence }: Tesseract.Word,
  { baseline, rowAttributes }: Tesseract.Line,
): RecognisedWord {
  const { x0, y0, x1, y1 } = baseline;
  const { rowHeight, descenders } = rowAttributes;
  const middle = (bbox.x0 + bbox.x1) / 2;
  const base = x1 > x0 ? y0 + ((y1 - y0) * (middle - x0)) / (x1 - x0) : y1;
  const isInLine = base > bbox.y0 && base <= bbox.y1 + rowHeight && bbox.y1 - bbox.y0 <= 2 * rowHeight;
  return {
    text,
    left: bbox.x0,
    right: bbox.x1,
    top: isInLine ? base - rowHeight + descenders : bbox.y0,
    bottom: isInLine ? base + descenders : bbox.y1,
    // A confidence of 1 is only for text that a PDF contains as text.
    confidence: Math.min(0.99, confidence / 100),
  };
}

async function start(): Promise<Tesseract.Worker> {
  const { createWorker, OEM } = await import('tesseract.js');
  const data = dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/eng/package.json')));
  // The language data comes from the package, never from the network or a cache.
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const worker = createWorker('eng', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    // Without a handler, a picture that cannot be opened would end the process. With it, only the call fails. If the
    // language data cannot be read, the promise of `createWorker` stays pending, and only this handler is called.
    errorHandler: reject,
  });
  return Promise.race([worker, failed]);
}
