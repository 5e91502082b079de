import UTIF, { type IFD } from 'utif2';
import type { Word } from '../layout.ts';
import { encodeGreymap } from './greymap.ts';
import { type ImageFormat, measureImage } from './measure-image.ts';
import { FileFaultError } from './messages.ts';
import { wordsOfImage } from './ocr.ts';
import { type TiffPage, tiffPages } from './tiff-pages.ts';

export function inspectImage(bytes: Uint8Array, format: ImageFormat): void {
  measureImage(bytes, format);
  if (!isComplete(bytes, format)) throw new FileFaultError('CORRUPT', 'The image ends too early.');
}

export async function wordsOfPicture(bytes: Uint8Array, format: ImageFormat): Promise<Word[]> {
  inspectImage(bytes, format);
  if (format !== 'TIFF') return wordsOfImage(bytes, 1);
  const words: Word[] = [];
  for (const [index, page] of tiffPages(bytes).entries()) {
    words.push(...(await wordsOfImage(greymapOfTiff(bytes, page), index + 1)));
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

/**
 * Decodes one page of a TIFF. The decoder gets the tags that we have read and checked, so it does not read the page's
 * directory itself.
 */
function greymapOfTiff(bytes: Uint8Array, page: TiffPage): Uint8Array {
  const file = bytes.buffer as ArrayBuffer;
  const tags = [...page].map(([tag, values]) => [`t${tag}`, [...values]]);
  const directory = Object.fromEntries(tags) as IFD;
  UTIF.decodeImage(file, directory);
  const { width, height } = directory;
  return encodeGreymap({ data: UTIF.toRGBA8(directory), width, height, channels: 4 });
}
