import { inflateSync, constants as zlib } from 'node:zlib';
import { FileFaultError } from './messages.ts';

const mebibyte = 1024 * 1024;
/** The best ratio that deflate can reach. */
const mostPacked = 1_032;
/** Above this limit, a PNG is not checked, because the check itself would need too much memory. */
const mostChecked = 96 * mebibyte;
/**
 * The data of a PNG may be larger than its pixels: rows have an extra byte, interlacing adds rows, and programs append
 * bytes.
 */
const slack = { factor: 1.5, bytes: mebibyte };

/**
 * Refuses a PNG that inflates to much more than the `needed` bytes. A file of 15 MB can contain 15 GB, which take a
 * minute to inflate.
 */
export function refuseExcessData(png: Buffer, needed: number): void {
  const most = Math.ceil(needed * slack.factor + slack.bytes);
  const data = imageData(png);
  if (most > mostChecked || data.length * mostPacked <= most) return;
  try {
    inflateSync(data, { maxOutputLength: most, chunkSize: mebibyte, finishFlush: zlib.Z_SYNC_FLUSH });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new FileFaultError('TOO_LARGE_DECODED', `The PNG inflates to more than ${most} bytes.`);
    }
    // Other errors are ignored here, because the decoder can read some files that cause them.
  }
}

function imageData(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return Buffer.concat(parts);
}
