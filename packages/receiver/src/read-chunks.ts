import { bodyOf } from './body-of.ts';
import { WebhookError } from './webhook-error.ts';

/**
 * Rejects with BODY_TOO_LARGE once too many bytes have arrived. `content-length` is not trusted. Chunks that are strings
 * become bytes by `encoding`.
 */
export async function readChunks(
  chunks: AsyncIterable<unknown> | Iterable<unknown>,
  maximumBytes: number,
  encoding: BufferEncoding = 'utf8',
): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const part = bodyOf(chunk);
    if (part === undefined) throw new WebhookError('BODY_ALREADY_PARSED');
    const bytes = typeof part === 'string' ? Buffer.from(part, encoding) : part;
    length += bytes.byteLength;
    if (length > maximumBytes) throw new WebhookError('BODY_TOO_LARGE');
    kept.push(bytes);
  }
  return Buffer.concat(kept, length);
}
