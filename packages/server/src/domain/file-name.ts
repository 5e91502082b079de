import type { RawFileFormat } from '@winkwire/contract/archive-states';

/** In UTF-16 units. */
const longest = 120;
const longestShown = 80;

/**
 * A name that is safe to show, to store and to put in a header: no path, no control or direction characters, an
 * ending that tells the truth about the content. `otherwise` stands for a name that has nothing left.
 */
export function fileName(given: string | null | undefined, format: RawFileFormat, otherwise: string): string {
  const base = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = withoutUnseen(base.slice(0, 1_000))
    .replace(/["'<>|:*?;`]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.\u{200C}\u{200D}]+|[\s.\u{200C}\u{200D}]+$/gu, '');
  const stem = cut(visible.replace(endings, ''), longest).trim();
  return `${stem || otherwise}.${format.toLowerCase()}`;
}

/** A given name as a message repeats it, in quotation marks. */
export const fileNameShown = (given: string): string =>
  cut(withoutUnseen(given.slice(0, 1_000)).replace(/"/g, ''), longestShown);

const endings = /\.(pdf|png|jpe?g|tiff?)$/i;

/** Half a character is unseen, too. Joiners make one character of several, of emoji and of some scripts: they stay. */
const withoutUnseen = (text: string): string =>
  text.replace(/[[\p{C}\p{Zl}\p{Zp}]--[\u{200C}\u{200D}]]/gv, '');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As many whole characters, as a reader sees them, as fit. One that is longer than that is cut between two of its parts. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = graphemes.segment(text).containing(length)?.index || length;
  return text.slice(0, end).replace(/\p{Cs}$/u, '');
}
