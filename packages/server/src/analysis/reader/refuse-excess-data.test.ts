import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { measureImage } from './measure-image.ts';
import { refuseExcessData } from './refuse-excess-data.ts';

/** A PNG whose data is `count` zeros, in two chunks without valid checksums. */
function pngOfZeros(count: number): Buffer {
  const data = deflateSync(Buffer.alloc(count));
  const half = data.length >> 1;
  const chunks = [data.subarray(0, half), data.subarray(half)].map((part) => {
    const head = Buffer.from('\0\0\0\0IDAT', 'latin1');
    head.writeUInt32BE(part.length);
    return Buffer.concat([head, part, Buffer.alloc(4)]);
  });
  return Buffer.concat([Buffer.alloc(8), ...chunks]);
}

test('a PNG whose data inflates to more than its pixels need is refused', () => {
  const png = pngOfZeros(20_000_000);
  expect(() => refuseExcessData(png, 1_000_000)).toThrow(
    expect.objectContaining({ fault: 'TOO_LARGE_DECODED' }),
  );
  refuseExcessData(png, 20_000_000);
});

test('a PNG that is in order, or whose data ends early, is left to the decoder', async () => {
  const bytes = await documentBytes('payslip-george-photo.png');
  measureImage(bytes, 'PNG');
  measureImage(bytes.subarray(0, bytes.length / 2), 'PNG');
});
