import { expect, test } from 'vitest';
import type { NewFile } from '../domain/files.ts';
import { acceptEach } from './accept-each.ts';

const mebibyte = 1024 * 1024;
const given = { bytes: new Uint8Array(1) };

const keeping = (sizes: number[]) =>
  acceptEach(
    sizes.map(() => given),
    async () => ({ size_bytes: sizes.shift() }) as NewFile,
  );

test('the files of an archive have at most 64 MB together as they are stored', async () => {
  expect(await keeping([15, 15, 15, 15, 4].map((size) => size * mebibyte))).toHaveLength(5);
});

test('the file with which the archive exceeds 64 MB is refused, with its position and advice', async () => {
  const sizes = [15 * mebibyte, 15 * mebibyte, 15 * mebibyte, 15 * mebibyte, 4 * mebibyte + 1, 1];
  await expect(keeping(sizes)).rejects.toMatchObject({
    fault: 'TOO_LARGE_AS_JPG',
    position: 4,
    message: expect.stringMatching(/Together, the photographs are too large .* Upload fewer/),
  });
});
