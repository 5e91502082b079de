import { encodeJpeg, type JpegSize } from './decode-picture.ts';
import { maximumJpegBytes } from './limits.ts';
import { measureImage } from './measure-image.ts';
import { FileFaultError } from './messages.ts';

/**
 * These sizes are tried in turn, until the JPEG is small enough. A photographed A4 page fits at 16 million pixels (400
 * dpi), but noise does not.
 */
const sizes: JpegSize[] = [
  { quality: 90, pixels: 16_000_000 },
  { quality: 75, pixels: 8_000_000 },
];

/** HEIC is not among the contract's formats, and few browsers can show it. */
export async function convertToJpeg(heic: Uint8Array): Promise<Uint8Array> {
  measureImage(heic, 'HEIC');
  const jpeg = await encodeJpeg(heic, 'HEIC', { sizes, maximumBytes: maximumJpegBytes });
  if (!jpeg) throw new FileFaultError('TOO_LARGE_DECODED', 'The JPEG is larger than an upload may be.');
  return jpeg;
}
