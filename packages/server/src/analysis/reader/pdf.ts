import { extractImages, getDocumentProxy } from 'unpdf';
import type { Word } from '../layout.ts';
import { encodeBitmap } from './bitmap.ts';
import { FileFaultError } from './messages.ts';
import { wordsOfImage } from './ocr.ts';

/** A payslip has one page or two; the rest of a long document is not read. */
const maximumPages = 10;
/** A page with fewer words than this is a scan: its pictures are read instead. */
const fewestWords = 8;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export async function inspectPdf(bytes: Uint8Array): Promise<void> {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages < 1) throw new FileFaultError('CORRUPT', 'The PDF has no pages.');
    await pdf.getPage(1);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

export async function wordsOfPdf(bytes: Uint8Array): Promise<Word[]> {
  const pdf = await open(bytes);
  try {
    const words: Word[] = [];
    for (let page = 1; page <= Math.min(pdf.numPages, maximumPages); page++) {
      const printed = await printedWords(pdf, page);
      words.push(...(printed.length < fewestWords ? await scannedWords(pdf, page) : printed));
    }
    return words;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, maxImageSize: 50_000_000, stopAtErrors: false });
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

async function scannedWords(pdf: Pdf, page: number): Promise<Word[]> {
  const words: Word[] = [];
  for (const image of await extractImages(pdf, page)) {
    // Smaller pictures are logos and stamps.
    if (image.width < 400 || image.height < 300) continue;
    words.push(...(await wordsOfImage(encodeBitmap(image), page)));
  }
  return words;
}
