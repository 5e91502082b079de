import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';

/** The beginning of a HEIC or a related format: a box with these brands, and more bytes. */
function brands(main: string, ...others: string[]): Uint8Array {
  const content = Buffer.from(`ftyp${main}\0\0\0\0${others.join('')}`, 'latin1');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(4 + content.length);
  return Buffer.concat([length, content, Buffer.alloc(100)]);
}

test('a HEIC is recognised by its brand, wherever this stands among other brands', () => {
  expect(sniff(brands('heic', 'mif1', 'heic'))).toBe('HEIC');
  expect(sniff(brands('mif1', 'MiPr', 'miaf', 'heix'))).toBe('HEIC');
  expect(sniff(brands('msf1', 'hevc'))).toBe('HEIC');
});

test('films and other pictures of the same family are not taken for a HEIC', () => {
  expect(sniff(brands('isom', 'mp41', 'avc1'))).toBeUndefined();
  expect(sniff(brands('avif', 'mif1', 'miaf'))).toBeUndefined();
  expect(sniff(brands('qt  '))).toBeUndefined();
  // A brand after the end of the box does not count.
  expect(sniff(Buffer.concat([brands('isom'), Buffer.from('heicheic')]))).toBeUndefined();
});

test('a file that is too short for a signature is not recognised', () => {
  expect(sniff(new Uint8Array())).toBeUndefined();
  expect(sniff(brands('heic').subarray(0, 11))).toBeUndefined();
});
