import { Failure } from '../platform/failure.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Decodes UTF-8 and removes a byte order mark. Throws INVALID_PARAMETERS for bytes that are not UTF-8. */
export function readText(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Failure('INVALID_PARAMETERS', `${what} is not UTF-8.`);
  }
}

/** Node reads headers as Latin-1, but clients send UTF-8. */
export const readHeaderText = (value: string, name: string): string =>
  readText(Buffer.from(value, 'latin1'), `The header ${name}`);

export function vetCharset(contentType: string | undefined): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^";,\s]*)/i.exec(contentType ?? '') ?? [];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new Failure('UNSUPPORTED_TYPE', 'Only the charset UTF-8 is supported.');
}

export function vetEncoding(contentEncoding: string | undefined): void {
  if (/^(identity)?$/i.test((contentEncoding ?? '').trim())) return;
  throw new Failure(
    'UNSUPPORTED_TYPE',
    'A compressed body is not supported. Send it without Content-Encoding.',
  );
}
