import { WebhookError } from './webhook-error.ts';

/**
 * Rejects with BODY_TOO_LARGE as soon as more bytes have arrived than are permitted. The header `content-length` is not
 * trusted.
 */
export async function readChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maximumBytes: number,
): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > maximumBytes) throw new WebhookError('BODY_TOO_LARGE');
    kept.push(chunk);
  }
  return Buffer.concat(kept, length);
}
