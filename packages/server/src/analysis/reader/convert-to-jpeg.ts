import { encodeJpeg, type JpegSize } from './decode-picture.ts';
import { maximumJpegBytes } from './limits.ts';
import { measureImage } from './measure-image.ts';
import { FileFaultError } from './messages.ts';

/**
 * The sizes that are tried, until the JPEG is not larger than an upload may be. An A4 page has 16 million pixels at 400
 * dpi. The JPEG of a photographed page is then smaller than an upload may be, but that of noise is not. A lower
 * quality would make small letters harder to read.
 */
const sizes: JpegSize[] = [
  { quality: 90, pixels: 16_000_000 },
  { quality: 75, pixels: 8_000_000 },
];

/**
 * Converts a HEIC, as phones take photographs, to the JPEG that is kept instead of it. HEIC is not among the contract's
 * formats, and few browsers show one.
 */
export async function convertToJpeg(heic: Uint8Array): Promise<Uint8Array> {
  measureImage(heic, 'HEIC');
  const jpeg = await encodeJpeg(heic, 'HEIC', { sizes, maximumBytes: maximumJpegBytes });
  if (!jpeg) throw new FileFaultError('TOO_LARGE_DECODED', 'The JPEG is larger than an upload may be.');
  return jpeg;
}
