/** Cuts a text that is longer than `length` UTF-16 units, and adds an ellipsis to it. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${cut(text, length)}…` : text;

/**
 * The beginning of a text, up to the last whole grapheme that fits, so that no emoji or letter with marks is cut in
 * two. If not even the first grapheme fits, that grapheme is cut between its characters.
 */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length + longestGrapheme);
  const end = graphemes.segment(start).containing(length)?.index || length;
  return text.slice(0, end).replace(/\p{Cs}$/u, '');
}

/**
 * To find the end of a grapheme, this many UTF-16 units are read after the place of the cut. Only unusual graphemes are
 * longer.
 */
const longestGrapheme = 64;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
