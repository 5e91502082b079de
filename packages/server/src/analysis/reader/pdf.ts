import type { getDocumentProxy } from 'unpdf';
import type { Word } from '../layout.ts';
import { countWords } from './count-words.ts';
import { openPdf } from './inspect-pdf.ts';
import { maximumPagesRead } from './limits.ts';
import { mergeWords } from './merge-words.ts';
import type { PageReading } from './messages.ts';
import { onPicture } from './on-picture.ts';
import { pageFault } from './page-fault.ts';
import type { PagePictures } from './page-pictures.ts';
import { PdfRenderer } from './pdf-renderer.ts';
import type { Picture } from './picture.ts';
import { type PrintedWords, printedWords } from './printed-words.ts';
import { showsLettersBeside } from './shows-letters-beside.ts';
import { wordsBesideText } from './words-beside-text.ts';
import { wordsOfPage } from './words-of-page.ts';

/** A page with fewer characters than this is read from its pixels, because its words may be in pictures or shapes. */
const fewestLetters = 40;
/** If pictures cover at least this share of a page, it is read from its pixels, however much text it has. */
const mostlyPicture = 0.5;

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export async function wordsOfPdf(
  bytes: Uint8Array,
  { pictures, onPage }: { pictures: PagePictures; onPage: (reading: PageReading) => void },
): Promise<Word[]> {
  // The renderer is opened first, because it copies the file before pdf.js takes over the buffer.
  using renderer = await PdfRenderer.open(bytes);
  const pdf = await openPdf(bytes);
  try {
    const words: Word[] = [];
    const pages = Math.min(pdf.numPages, maximumPagesRead);
    for (let page = 1; page <= pages; page++) {
      const inkOf = () => (renderer.canDraw ? renderer.textInkOf(page) : undefined);
      const printed = await printedWords(await pdf.getPage(page), page, inkOf);
      const read = isInPixels(renderer, { page, printed })
        ? await readPixels(await pictures.of(page, () => renderer.render(page)), { page, printed })
        : ((await readBesideText(renderer, { page, printed, pdf, pictures })) ?? {
            words: shownWords(printed),
            readBy: 'TEXT' as const,
            turnedBy: printed.quarters * 90,
            unreadable: null,
          });
      words.push(...read.words);
      onPage({ ...read, page, pages, words: countWords(read.words) });
    }
    return words;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

interface PrintedPage {
  page: number;
  printed: PrintedWords;
}

const isInPixels = (renderer: PdfRenderer, { page, printed }: PrintedPage): boolean =>
  (renderer.canDraw && (lettersOf(shownWords(printed)) < fewestLetters || isUnclear(printed))) ||
  isMostlyPicture(renderer, page);

/** Text that nobody can see may say anything, so it is not read. */
const shownWords = ({ words }: PrintedWords): Word[] => words.filter(({ seen }) => seen !== 'NONE');

/**
 * Whether a person sees only a part of a word. Only level words count, because the others may be watermarks that are
 * cut off at the edge.
 */
const isUnclear = ({ words }: PrintedWords): boolean =>
  words.some(({ seen, isAside }) => seen === 'PART' && !isAside);

export const isMostlyPicture = (renderer: PdfRenderer, page: number): boolean =>
  renderer.canDraw && renderer.coverOf(page) >= mostlyPicture;

async function readPixels(picture: Picture, { page, printed }: PrintedPage) {
  const recognised = await wordsOfPage(picture, page);
  const words = mergeWords(recognised.words, onPicture(printed.words, recognised));
  const unreadable = pageFault(picture, words);
  return { words, readBy: 'PIXELS' as const, turnedBy: recognised.quarters * 90, unreadable };
}

/**
 * Recognises only the words that are not stored as text, such as those in a stamp. Undefined if there are none, or if
 * they cannot be read.
 */
async function readBesideText(
  renderer: PdfRenderer,
  { page, printed, pdf, pictures }: PrintedPage & { pdf: Pdf; pictures: PagePictures },
) {
  if (!renderer.canDraw || printed.quarters !== 0 || printed.isTilted) return undefined;
  const words = shownWords(printed);
  const picture = await pictures.of(page, () => renderer.render(page));
  if (!showsLettersBeside(picture, words)) return undefined;
  const recognised = await wordsOfPage(picture, page);
  if (recognised.quarters !== 0) return undefined;
  const { width, height } = (await pdf.getPage(page)).getViewport({ scale: 1 });
  const beside = wordsBesideText(recognised.words, { printed: words, width, height });
  if (beside.length === 0) return undefined;
  return { words: [...words, ...beside], readBy: 'PIXELS' as const, turnedBy: 0, unreadable: null };
}

const lettersOf = (words: Word[]) => words.reduce((sum, { text }) => sum + text.length, 0);
