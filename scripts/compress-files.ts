import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/*
 * Puts a `.br` and a `.gz` beside each built text file:
 *   node scripts/compress-files.ts packages/widget/dist
 */
const encoders = {
  br: (bytes: Buffer) =>
    brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gz: (bytes: Buffer) => gzipSync(bytes, { level: 9 }),
};

const folder = process.argv[2];
if (!folder)
  throw new Error('No folder is given. Run `node scripts/compress-files.ts packages/widget/dist`.');
for (const path of globSync('**/*.{css,html,js,json,svg,txt,webmanifest}', { cwd: folder })) {
  const bytes = readFileSync(`${folder}/${path}`);
  for (const [ending, encode] of Object.entries(encoders)) {
    const encoded = encode(bytes);
    const target = `${folder}/${path}.${ending}`;
    // Compression can make a tiny file larger. The file is then served uncompressed, so its older compressed file is
    // removed.
    if (encoded.length < bytes.length) writeFileSync(target, encoded);
    else rmSync(target, { force: true });
  }
}
