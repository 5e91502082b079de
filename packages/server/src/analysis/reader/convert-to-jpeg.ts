import { encodeJpeg, type JpegSize } from './decode-picture.ts';
import { maximumJpegBytes } from './limits.ts';
import { measureImage } from './measure-image.ts';
import { FileFaultError } from './messages.ts';

/**
 * These sizes are tried in turn, until the JPEG is within the size limit of an upload. An A4 page at 400 dpi has 16
 * million pixels. At that size, the JPEG of a photographed page is within the limit, but the JPEG of noise is not. An
 * even lower quality would make small letters harder to read.
 */
const sizes: JpegSize[] = [
  { quality: 90, pixels: 16_000_000 },
  { quality: 75, pixels: 8_000_000 },
];

/**
 * The JPEG is kept instead of the HEIC, because HEIC is not among the contract's formats, and few browsers can show it.
 */
export async function convertToJpeg(heic: Uint8Array): Promise<Uint8Array> {
  measureImage(heic, 'HEIC');
  const jpeg = await encodeJpeg(heic, 'HEIC', { sizes, maximumBytes: maximumJpegBytes });
  if (!jpeg) throw new FileFaultError('TOO_LARGE_DECODED', 'The JPEG is larger than an upload may be.');
  return jpeg;
}
