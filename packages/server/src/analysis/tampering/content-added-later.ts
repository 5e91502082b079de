import type { Suspicion } from './suspicion.ts';

const mostStreams = 2_000;

/**
 * Finds page content that was appended to a PDF after it was first saved. Many programs save a change by appending it.
 * Signatures and filled-in forms are not reported, because the objects that they append have a type.
 */
export function contentAddedLater(bytes: Uint8Array): Suspicion[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfOriginal(file);
  if (end === undefined) return [];
  let at = file.indexOf('stream', end, 'latin1');
  for (let seen = 0; at >= 0 && seen < mostStreams; seen++) {
    if (isContent(file, { end, at })) {
      return [{ kind: 'CONTENT_ADDED_LATER', page: null, detail: 'content of a page' }];
    }
    const close = file.indexOf('endstream', at, 'latin1');
    if (close < 0) return [];
    at = file.indexOf('stream', close + 'endstream'.length, 'latin1');
  }
  return [];
}

/** Where the file ended when it was first saved. Undefined if it was saved only once. */
function endOfOriginal(file: Buffer): number | undefined {
  const mark = '%%EOF';
  // A linearised file has a second `%%EOF`, after its first page.
  const isLinearised = file.subarray(0, 1024).includes('/Linearized', 0, 'latin1');
  let end = file.indexOf(mark, 0, 'latin1');
  if (isLinearised && end >= 0) end = file.indexOf(mark, end + mark.length, 'latin1');
  if (end < 0) return undefined;
  return file.indexOf(mark, end + mark.length, 'latin1') < 0 ? undefined : end + mark.length;
}

/** Whether a stream is probably page content, which has none of the keys below. Most other streams have one. */
function isContent(file: Buffer, { end, at }: { end: number; at: number }): boolean {
  const before = file.toString('latin1', Math.max(end, at - 1_000), at);
  const begin = before.lastIndexOf(' obj');
  if (begin < 0) return false;
  const dictionary = before.slice(begin);
  return (
    /<<.*>>\s*$/s.test(dictionary) && !/\/(?:Type|Subtype|FunctionType|ShadingType|N)\b/.test(dictionary)
  );
}
