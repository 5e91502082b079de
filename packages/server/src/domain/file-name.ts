import type { RawFileFormat } from '@winkwire/contract/archive-states';
import { cut } from '../platform/shorten.ts';

/** In UTF-16 units, without the extension. */
const longest = 120;
const longestShown = 80;

/**
 * A name that is safe to show, to store and to put in a header, with the extension of the real format. `fallback` if
 * nothing is left of it.
 */
export function fileName(given: string | null | undefined, format: RawFileFormat, fallback: string): string {
  const base = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = withoutUnseen(base.slice(0, 1_000))
    .replace(/["'<>|:*?;`]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.\u{200C}\u{200D}]+|[\s.\u{200C}\u{200D}]+$/gu, '');
  const stem = cut(visible.replace(endings, ''), longest).trim();
  return `${stem || fallback}.${format.toLowerCase()}`;
}

/** Safe to quote in a message. */
export const fileNameShown = (given: string): string =>
  cut(withoutUnseen(given.slice(0, 1_000)).replace(/"/g, ''), longestShown);

const endings = /\.(pdf|png|jpe?g|tiff?|hei[cf])$/i;

/** Removes invisible characters, such as direction marks. Joiners stay, because emoji and some scripts need them. */
const withoutUnseen = (text: string): string =>
  text.replace(/[[\p{C}\p{Zl}\p{Zp}]--[\u{200C}\u{200D}]]/gv, '');
