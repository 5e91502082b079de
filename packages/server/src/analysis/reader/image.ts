import type { Word } from '../layout.ts';
import { countWords } from './count-words.ts';
import { decodePicture } from './decode-picture.ts';
import { inspectImage } from './inspect-image.ts';
import type { ImageFormat } from './measure-image.ts';
import { FileFaultError, type PageReading } from './messages.ts';
import { pageFault } from './page-fault.ts';
import type { PagePictures } from './page-pictures.ts';
import { tiffPages } from './tiff-pages.ts';
import { wordsOfPage } from './words-of-page.ts';

export async function wordsOfPicture(
  bytes: Uint8Array,
  format: ImageFormat,
  { pictures, onPage }: { pictures: PagePictures; onPage: (reading: PageReading) => void },
): Promise<Word[]> {
  inspectImage(bytes, format);
  const pages = format === 'TIFF' ? tiffPages(bytes).length : 1;
  const words: Word[] = [];
  for (let page = 1; page <= pages; page++) {
    const picture = await pictures.of(page, () => decodePicture(bytes, format, page - 1)).catch(damaged);
    if (!picture && page === 1) throw new FileFaultError('CORRUPT', 'The first page is damaged.');
    if (!picture) {
      onPage({ ...{ page, pages, readBy: 'PIXELS', turnedBy: 0, words: 0 }, unreadable: 'ILLEGIBLE' });
      continue;
    }
    const read = await wordsOfPage(picture, page);
    words.push(...read.words);
    onPage({
      ...{ page, pages, readBy: 'PIXELS', turnedBy: read.quarters * 90, words: countWords(read.words) },
      unreadable: pageFault(picture, read.words),
    });
  }
  return words;
}

/** Ignores a damaged page, so that the other pages are still read. */
function damaged(error: unknown): undefined {
  if (!(error instanceof FileFaultError && error.fault === 'CORRUPT')) throw error;
}
