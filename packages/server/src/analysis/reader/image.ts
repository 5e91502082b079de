import type { Word } from '../layout.ts';
import { decodePicture } from './decode-picture.ts';
import { type ImageFormat, measureImage } from './measure-image.ts';
import { FileFaultError } from './messages.ts';
import { tiffPages } from './tiff-pages.ts';
import { wordsOfPage } from './words-of-page.ts';

export function inspectImage(bytes: Uint8Array, format: ImageFormat): void {
  measureImage(bytes, format);
  if (!isComplete(bytes, format)) throw new FileFaultError('CORRUPT', 'The image ends too early.');
}

export async function wordsOfPicture(bytes: Uint8Array, format: ImageFormat): Promise<Word[]> {
  inspectImage(bytes, format);
  const pages = format === 'TIFF' ? tiffPages(bytes).length : 1;
  const words: Word[] = [];
  for (let page = 0; page < pages; page++) {
    words.push(...(await wordsOfPage(await decodePicture(bytes, format, page), page + 1)).words);
  }
  return words;
}

function isComplete(bytes: Uint8Array, format: ImageFormat): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'PNG') return buffer.lastIndexOf('IEND') > 0;
  // Cameras append data of their own after the end marker.
  if (format === 'JPEG') return buffer.lastIndexOf(Buffer.from([0xff, 0xd9])) > 0;
  return true;
}
