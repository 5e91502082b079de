import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/**
 * Unpacks only `limit` bytes, because a small body can unpack to a huge one. A body with an unknown encoding stays
 * packed.
 */
export async function decodeBody(bytes: Buffer, encoding: string, limit: number): Promise<string> {
  const decoder = decoderFor(encoding.trim().toLowerCase());
  if (!decoder) return textOf(bytes, limit);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of Readable.from([bytes]).pipe(decoder)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= limit) break;
    }
  } catch {
    // The body is broken or cut off, so only its beginning is returned.
  }
  return textOf(Buffer.concat(chunks), limit);
}

/** StringDecoder leaves out a character that the limit cuts in two. */
const textOf = (bytes: Buffer, limit: number): string =>
  bytes.length < limit ? bytes.toString() : new StringDecoder('utf8').write(bytes.subarray(0, limit));

function decoderFor(
  encoding: string,
): ReturnType<typeof createGunzip> | ReturnType<typeof createBrotliDecompress> | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip({ chunkSize: 16_384 });
  if (encoding === 'deflate') return createInflate({ chunkSize: 16_384 });
  if (encoding === 'br') return createBrotliDecompress({ chunkSize: 16_384 });
  return undefined;
}
