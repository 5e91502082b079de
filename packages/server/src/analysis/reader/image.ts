import { imageSize } from 'image-size';
import UTIF from 'utif2';
import type { Word } from '../layout.ts';
import { encodeGreymap } from './greymap.ts';
import { FileFaultError, type SniffedFormat } from './messages.ts';
import { wordsOfImage } from './ocr.ts';

/** A small file can unfold to a huge picture; a phone's largest photo has some 50 million pixels. */
const maximumPixels = 50_000_000;
const maximumPages = 10;

type ImageFormat = Exclude<SniffedFormat, 'PDF'>;

export function inspectImage(bytes: Uint8Array, format: ImageFormat): void {
  const { width, height } = sizeOf(bytes);
  if (!(width > 0 && height > 0)) throw new FileFaultError('CORRUPT', 'The image has no size.');
  if (width * height > maximumPixels) {
    throw new FileFaultError('TOO_LARGE', `The image has ${width} x ${height} pixels.`);
  }
  if (!isComplete(bytes, format)) throw new FileFaultError('CORRUPT', 'The image ends too early.');
}

export async function wordsOfPicture(bytes: Uint8Array, format: ImageFormat): Promise<Word[]> {
  inspectImage(bytes, format);
  if (format !== 'TIFF') return wordsOfImage(bytes, 1);
  const words: Word[] = [];
  let number = 1;
  for (const page of pagesOfTiff(bytes)) words.push(...(await wordsOfImage(page, number++)));
  return words;
}

function sizeOf(bytes: Uint8Array): { width: number; height: number } {
  try {
    return imageSize(bytes);
  } catch (error) {
    throw new FileFaultError('CORRUPT', (error as Error).message);
  }
}

function isComplete(bytes: Uint8Array, format: ImageFormat): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (format === 'PNG') return buffer.lastIndexOf('IEND') > 0;
  // Cameras append data of their own behind the end marker.
  if (format === 'JPEG') return buffer.lastIndexOf(Buffer.from([0xff, 0xd9])) > 0;
  return UTIF.decode(arrayBufferOf(bytes)).length > 0;
}

function* pagesOfTiff(bytes: Uint8Array): Generator<Uint8Array> {
  const buffer = arrayBufferOf(bytes);
  for (const page of UTIF.decode(buffer).slice(0, maximumPages)) {
    // The size that the page claims is asked before anything is unfolded to it.
    const [width = 0] = page.t256 as number[];
    const [height = 0] = page.t257 as number[];
    if (!(width > 0 && height > 0) || width * height > maximumPixels) continue;
    UTIF.decodeImage(buffer, page);
    yield encodeGreymap({ data: UTIF.toRGBA8(page), width, height, channels: 4 });
  }
}

const arrayBufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
