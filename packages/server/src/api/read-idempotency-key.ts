import type { IncomingHttpHeaders } from 'node:http';
import { readHeaderText } from './read-text.ts';

/** Undefined if the request has no key. Throws INVALID_PARAMETERS if the key is not UTF-8. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const [first] = [headers['idempotency-key']].flat();
  return first === undefined ? undefined : readHeaderText(first, 'Idempotency-Key');
}
