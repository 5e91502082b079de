import { extractImages, getDocumentProxy } from 'unpdf';
import type { Word } from '../layout.ts';
import { encodeGreymap } from './greymap.ts';
import { maximumPages, maximumPagesRead, maximumPixels } from './limits.ts';
import { FileFaultError } from './messages.ts';
import { wordsOfImage } from './ocr.ts';

/** A page with fewer letters is treated as a scan, so its pictures are read too. */
const fewestLetters = 40;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export async function inspectPdf(bytes: Uint8Array): Promise<void> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages < 1) throw new FileFaultError('CORRUPT', 'The PDF has no pages.');
    if (pdf.numPages > maximumPages) {
      throw new FileFaultError('TOO_MANY_PAGES', `The PDF has ${pdf.numPages} pages.`);
    }
    await pdf.getPage(1);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

export async function wordsOfPdf(bytes: Uint8Array): Promise<Word[]> {
  const pdf = await open(bytes);
  try {
    const words: Word[] = [];
    for (let page = 1; page <= Math.min(pdf.numPages, maximumPagesRead); page++) {
      const printed = await printedWords(pdf, page);
      words.push(...printed);
      if (lettersOf(printed) < fewestLetters) words.push(...(await scannedWords(pdf, page)));
    }
    return words;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, maxImageSize: maximumPixels, stopAtErrors: false });
  } catch (error) {
    const { name, message } = error as Error;
    throw new FileFaultError(name === 'PasswordException' ? 'ENCRYPTED' : 'CORRUPT', message);
  }
}

async function printedWords(pdf: Pdf, page: number): Promise<Word[]> {
  const proxy = await pdf.getPage(page);
  const height = proxy.view[3] ?? 0;
  const { items } = await proxy.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [, , , , left, baseline] = item.transform as number[];
    const top = height - (baseline ?? 0) - item.height;
    return [
      {
        text: item.str,
        page,
        left: left ?? 0,
        right: (left ?? 0) + item.width,
        top,
        bottom: top + item.height,
      },
    ];
  });
}

const lettersOf = (words: Word[]) => words.reduce((sum, { text }) => sum + text.length, 0);

async function scannedWords(pdf: Pdf, page: number): Promise<Word[]> {
  const words: Word[] = [];
  for (const image of await extractImages(pdf, page)) {
    // Smaller pictures are probably logos or stamps.
    if (image.width < 400 || image.height < 300) continue;
    words.push(...(await wordsOfImage(encodeGreymap(image), page)));
  }
  return words;
}
