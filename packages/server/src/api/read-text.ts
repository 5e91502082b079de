import { Failure } from '../platform/failure.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes from outside as text, without a byte order mark. Throws INVALID_PARAMETERS for what is not UTF-8. */
export function readText(bytes: Uint8Array, what: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Failure('INVALID_PARAMETERS', `${what} is not UTF-8.`);
  }
}

/** A header's value, which Node reads as Latin-1. */
export const readHeaderText = (value: string, name: string): string =>
  readText(Buffer.from(value, 'latin1'), `The header ${name}`);

/** Refuses text in another charset than UTF-8, with UNSUPPORTED_TYPE, before a byte of it is read. */
export function vetCharset(contentType: string | undefined): void {
  const [, charset] = /;\s*charset\s*=\s*"?([^";,\s]*)/i.exec(contentType ?? '') ?? [];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  throw new Failure('UNSUPPORTED_TYPE', 'Send UTF-8: no other charset is read.');
}
