/** Cuts a text that is longer than `length` UTF-16 units, and adds an ellipsis. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${cut(text, length)}…` : text;

/** Cuts after a whole grapheme, so that no emoji is cut in two. If even the first grapheme is too long, it is cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length + longestGrapheme);
  const end = graphemes.segment(start).containing(length)?.index || length;
  return text.slice(0, end).replace(/\p{Cs}$/u, '');
}

/**
 * The number of UTF-16 units that are searched for the end of a grapheme. Only unusual graphemes are longer than this.
 */
const longestGrapheme = 64;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
