/** The ellipsis comes after at most `length` UTF-16 units. */
export const shorten = (text: string, length: number): string =>
  text.length > length ? `${cut(text, length)}…` : text;

/** Ends with a whole grapheme, so that no emoji is cut in two. Only a very long first one is cut. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length + longestGrapheme);
  const end = graphemes.segment(start).containing(length)?.index || length;
  return text.slice(0, end).replace(/\p{Cs}$/u, '');
}

/** In UTF-16 units. Only unusual graphemes are longer. */
const longestGrapheme = 64;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
