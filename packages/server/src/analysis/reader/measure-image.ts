import { heicSizes } from './heic-sizes.ts';
import { maximumDecodedBytes, maximumPixels, maximumScannedPixels } from './limits.ts';
import { FileFaultError, type SniffedFormat } from './messages.ts';
import { refuseCutStrips } from './refuse-cut-strips.ts';
import { refuseExcessData } from './refuse-excess-data.ts';
import { type TiffPage, tiffPages } from './tiff-pages.ts';

export type ImageFormat = Exclude<SniffedFormat, 'PDF'>;

/** `bytesPerSample` and `scans` say how much memory and time decoding takes. */
interface Size {
  width: number;
  height: number;
  samples: number;
  bytesPerSample: number;
  scans?: number;
}

/** Reads the sizes of pictures from a file's header. Throws FileFaultError if decoding would fail or cost too much. */
export function measureImage(bytes: Uint8Array, format: ImageFormat): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (const size of sizesOf(buffer, format)) {
      checkSize(size);
      if (format === 'PNG') refuseExcessData(buffer, bytesOf(size));
    }
  } catch (error) {
    if (error instanceof RangeError) throw new FileFaultError('CORRUPT', 'The header ends too early.');
    throw error;
  }
}

function sizesOf(buffer: Buffer, format: ImageFormat): Size[] {
  if (format === 'PNG') return [sizeOfPng(buffer)];
  if (format === 'JPEG') return [sizeOfJpeg(buffer)];
  // Some phones store ten bits for each sample, but our decoder keeps eight.
  if (format === 'HEIC') return heicSizes(buffer).map((size) => ({ ...size, samples: 3, bytesPerSample: 1 }));
  const pages = tiffPages(buffer);
  if (pages.length === 0) throw new FileFaultError('CORRUPT', 'The TIFF has no pages.');
  return pages.map((page) => sizeOfTiffPage(page, buffer.length));
}

const bytesOf = ({ width, height, samples, bytesPerSample }: Size) =>
  width * height * samples * bytesPerSample;

function checkSize({ width, height, samples, bytesPerSample, scans = 1 }: Size): void {
  if (!(width > 0 && height > 0)) throw new FileFaultError('CORRUPT', 'The image has no size.');
  const pixels = width * height;
  const decoded = bytesOf({ width, height, samples, bytesPerSample });
  if (pixels > maximumPixels || decoded > maximumDecodedBytes || pixels * scans > maximumScannedPixels) {
    const detail = `The image has ${width} x ${height} pixels and ${decoded} bytes. Scans: ${scans}.`;
    throw new FileFaultError('TOO_LARGE_DECODED', detail);
  }
}

/** The samples of a decoded pixel, keyed by PNG colour type. Type 3 has a palette. */
const pngSamples: Record<number, number> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

const sizeOfPng = (buffer: Buffer): Size => ({
  width: buffer.readUInt32BE(16),
  height: buffer.readUInt32BE(20),
  samples: pngSamples[buffer.readUInt8(25)] ?? 4,
  bytesPerSample: Math.ceil(buffer.readUInt8(24) / 8),
});

/**
 * Counts the scans, because each takes as long to decode as the first. An end marker before the first scan belongs to a
 * thumbnail.
 */
function sizeOfJpeg(buffer: Buffer): Size {
  let size: Size | undefined;
  let scans = 0;
  let isWhole = false;
  for (let at = nextMarker(buffer, 0); at >= 0 && !isWhole; ) {
    const marker = buffer.readUInt8(at + 1);
    if (isFrame(marker)) {
      if (size) throw new FileFaultError('CORRUPT', 'The JPEG has two frames.');
      size = sizeOfFrame(buffer, at);
    }
    if (marker === 0xda) scans++;
    isWhole = marker === 0xd9 && scans > 0;
    const length = marker === 0xd8 || marker === 0xd9 ? 0 : buffer.readUInt16BE(at + 2);
    at = nextMarker(buffer, at + 2 + length);
  }
  if (!size) throw new FileFaultError('CORRUPT', 'The JPEG has no frame.');
  if (!isWhole) throw new FileFaultError('CORRUPT', 'The JPEG ends too early.');
  return { ...size, scans };
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** A sample of a progressive JPEG takes two bytes, because the decoder keeps the coefficients until the last scan. */
const sizeOfFrame = (buffer: Buffer, at: number): Size => ({
  height: buffer.readUInt16BE(at + 5),
  width: buffer.readUInt16BE(at + 7),
  samples: buffer.readUInt8(at + 9),
  bytesPerSample: buffer.readUInt8(at + 1) % 4 === 2 || buffer.readUInt8(at + 4) > 8 ? 2 : 1,
});

/** Finds the next marker. Skips data, fill bytes, escaped bytes and restart markers. */
function nextMarker(buffer: Buffer, from: number): number {
  for (
    let at = buffer.indexOf(0xff, from);
    at >= 0 && at + 1 < buffer.length;
    at = buffer.indexOf(0xff, at + 1)
  ) {
    const byte = buffer[at + 1] as number;
    if (byte > 0x01 && byte < 0xff && !(byte >= 0xd0 && byte <= 0xd7)) return at;
  }
  return -1;
}

function sizeOfTiffPage(page: TiffPage, fileLength: number): Size {
  const first = (tag: number, otherwise: number) => page.get(tag)?.[0] ?? otherwise;
  checkCompression(first(259, 1));
  const [width, height] = [first(256, 0), first(257, 0)];
  const bits = Math.max(1, ...(page.get(258) ?? []).slice(0, 16));
  const samples = Math.max(1, first(277, 1));
  const packed = [...(page.get(279) ?? []), ...(page.get(325) ?? [])].reduce((sum, count) => sum + count, 0);
  // If the strips or tiles are together much larger than the file, they overlap. The decoder would decode the same
  // bytes many times.
  if (first(259, 1) !== 1 && packed > 2 * fileLength) {
    throw new FileFaultError('CORRUPT', 'The strips or tiles are larger than the file.');
  }
  refuseCutStrips(page, fileLength);
  if (page.has(322)) checkTiles(page, { width, height, bytesPerPixel: samples * Math.ceil(bits / 8) });
  return { width, height, samples, bytesPerSample: Math.ceil(bits / 8) };
}

/** The compressions that our TIFF decoder can read. */
const compressions = new Set([
  1, // none
  2, // Huffman, each line on its own
  3, // G3
  4, // G4
  5, // LZW
  6, // JPEG, in its old form
  7, // JPEG
  8, // Deflate
  32771, // Huffman, each line begins at an even byte
  32773, // PackBits
  32946, // Deflate, in its old form
]);

const otherCompressions: Record<number, string> = {
  9: 'JBIG',
  10: 'JBIG',
  32766: 'NeXT',
  32809: 'ThunderScan',
  33003: 'JPEG 2000',
  33004: 'JPEG 2000',
  33005: 'JPEG 2000',
  34661: 'JBIG',
  34676: 'SGI Log',
  34677: 'SGI Log',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
  50002: 'JPEG XL',
};

function checkCompression(number: number): void {
  if (compressions.has(number)) return;
  const name = otherCompressions[number] ?? `compression ${number}`;
  throw new FileFaultError(
    'UNSUPPORTED',
    `is a TIFF that is compressed with ${name}, which we cannot read. Save it with LZW compression, or as a PDF.`,
  );
}

function checkTiles(
  page: TiffPage,
  { width, height, bytesPerPixel }: { width: number; height: number; bytesPerPixel: number },
): void {
  const [tileWidth = 0, tileHeight = 0] = [page.get(322)?.[0], page.get(323)?.[0]];
  const tiles = Math.ceil(width / tileWidth) * Math.ceil(height / tileHeight);
  if (tiles !== page.get(324)?.length)
    throw new FileFaultError('CORRUPT', 'The number of tiles does not fit the size of the image.');
  if (tileWidth * tileHeight * bytesPerPixel > maximumDecodedBytes) {
    throw new FileFaultError('TOO_LARGE_DECODED', `A tile has ${tileWidth} x ${tileHeight} pixels.`);
  }
}
