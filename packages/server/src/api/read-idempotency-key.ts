import type { IncomingHttpHeaders } from 'node:http';
import { readHeaderText } from './read-text.ts';

/** The value of `Idempotency-Key`. Undefined if the request has none. */
export function readIdempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const [first] = [headers['idempotency-key']].flat();
  return first === undefined ? undefined : readHeaderText(first, 'Idempotency-Key');
}
