import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodeBody } from './decode-body.ts';

test.each([
  ['é', 1],
  ['🙂', 3],
])('a body that the limit cuts inside %s ends before it', async (character, kept) => {
  const body = Buffer.from(`${'a'.repeat(10)}${character} and more`);
  for (let limit = 11; limit <= 10 + kept; limit += 1) {
    expect(await decodeBody(body, '', limit)).toBe('a'.repeat(10));
    expect(await decodeBody(body.subarray(0, limit), '', limit)).toBe('a'.repeat(10));
    expect(await decodeBody(gzipSync(body), 'gzip', limit)).toBe('a'.repeat(10));
  }
});

test('a short body that is not UTF-8 shows that it is not', async () => {
  expect(await decodeBody(Buffer.from([0x61, 0xc3]), '', 10)).toBe('a\ufffd');
});
