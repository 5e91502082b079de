import { encodeJpeg } from './decode-picture.ts';
import { measureImage } from './measure-image.ts';

/** The JPEG artefacts of a lower quality make small letters harder to read. */
const quality = 90;
/**
 * The maximum number of pixels. An A4 page has this many at 400 dpi, and the JPEG is then smaller than the
 * largest upload.
 */
const pixels = 16_000_000;

/**
 * Converts a HEIC, the format of photographs from many phones, to the JPEG that is kept instead. HEIC is not a
 * format of the contract, and few browsers show it.
 */
export async function convertToJpeg(heic: Uint8Array): Promise<Uint8Array> {
  measureImage(heic, 'HEIC');
  return await encodeJpeg(heic, 'HEIC', { quality, pixels });
}
