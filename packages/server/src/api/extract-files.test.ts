import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { expect, test } from 'vitest';
import { extractFiles } from './extract-files.ts';

async function taken(json: string, chunk = 1000) {
  const bytes = Buffer.from(json);
  const count = Math.ceil(bytes.length / chunk);
  const chunks = Array.from({ length: count }, (_, n) => bytes.subarray(n * chunk, (n + 1) * chunk));
  const request = { routeOptions: { bodyLimit: 1e6 } } as FastifyRequest;
  const rest = await extractFiles(request, {} as FastifyReply, Readable.from(chunks, { objectMode: false }));
  const kept = await buffer(rest);
  return { kept: kept.toString(), files: request.extractedFiles! };
}

test('a body without long strings passes unchanged', async () => {
  const property = fc.asyncProperty(
    fc.json({ stringUnit: 'binary' }),
    fc.integer({ min: 1, max: 50 }),
    async (json, chunk) => {
      const { kept, files } = await taken(json, chunk);
      expect([kept, files.size]).toEqual([json, 0]);
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

test('a long string is decoded and replaced by a placeholder', async () => {
  const bytes = Buffer.alloc(100_000, 'any bytes');
  const file = (n: number) => ({ fileName: `a"\\${n}`, fileContent: bytes.toString('base64') });
  for (const chunk of [777, 65_536, 1e6]) {
    const { kept, files } = await taken(JSON.stringify({ rawFiles: [file(1), file(2)] }), chunk);
    const { rawFiles } = JSON.parse(kept);
    expect(rawFiles.map(({ fileName }: { fileName: string }) => fileName)).toEqual(['a"\\1', 'a"\\2']);
    for (const { fileContent } of rawFiles) {
      expect(fileContent.length).toBeLessThan(5000);
      expect(Buffer.from((files.get(fileContent) as { bytes: Uint8Array }).bytes).equals(bytes)).toBe(true);
    }
  }
});

test.each([
  ['64 KB beside the files', `{"a":[${'0,'.repeat(40_000)}0]}`, 'may be at most 64 KB long'],
  ['many empty texts', `[${'"",'.repeat(3000)}0]`, 'at most 2000 strings'],
  ['white space', ' '.repeat(100_000), 'may be at most 64 KB long'],
  ['a long text of quotes', `["${'\\"'.repeat(10_000)}"]`, 'in base64'],
  ['quotes after a beginning of base64', `["${'QUFB'.repeat(10_000)}\\""]`, 'in base64'],
  ['a body that is larger than the limit', `["${'QUFB'.repeat(250_000)}"]`, 'at most 1000000 bytes'],
  ['more than 20 long texts', `[${`"${'QUFB'.repeat(2000)}",`.repeat(21)}0]`, 'at most 20 files'],
])('%s: the body is refused', async (_, json, says) => {
  await expect(taken(json)).rejects.toThrow(says);
});

test('a string that does not end is left to the parser', async () => {
  expect((await taken('{"a":"some text')).kept).toBe('{"a":"some text');
});
