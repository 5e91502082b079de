import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { documentBytes } from '../testing/archive-services.ts';
import { inspectUpload } from './inspect-upload.ts';

const heic = await readFile(new URL('../testing/documents/payslip-christina.heic', import.meta.url));
const png = await documentBytes('payslip-george-photo.png');
const userOf = (tenantId: string) => ({ tenantId, userId: `user of ${tenantId}` });

test('inspections do not wait for the conversions of others', { timeout: 60_000 }, async () => {
  const { promise: isDone, resolve: finish } = Promise.withResolvers<void>();
  const converting = ['one', 'two', 'three'].map((tenantId) => {
    const { promise: hasConverted, resolve } = Promise.withResolvers<void>();
    const ended = inspectUpload(userOf(tenantId), heic.length, async (inspect) => {
      const kept = await inspect(heic, 'HEIC');
      resolve();
      await isDone;
      return kept;
    });
    return { hasConverted, ended };
  });
  await Promise.race(converting.map(({ hasConverted }) => hasConverted));
  expect(await inspectUpload(userOf('four'), png.length, (inspect) => inspect(png, 'PNG'))).toBe(png);
  finish();
  for (const { ended } of converting) expect((await ended).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
});

test('an upload with pictures of both kinds gives back each place before it takes another', async () => {
  const kept = await inspectUpload(userOf('five'), heic.length, async (inspect) => {
    const [first, second] = [await inspect(png, 'PNG'), await inspect(heic, 'HEIC')];
    return [first, second, await inspect(png, 'PNG')];
  });
  expect(kept.map((bytes) => bytes[0])).toEqual([0x89, 0xff, 0x89]);
});
