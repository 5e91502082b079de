import type { RawFileFormat } from '@winkwire/contract/archive-states';
import { cut } from '../platform/shorten.ts';

/** The maximum length of a name, in UTF-16 units, without its extension. */
const longest = 120;
const longestShown = 80;

/**
 * Makes a name that is safe to show, to store and to put in a header, with the extension of the real format. If nothing
 * is left of the given name, `fallback` takes its place.
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

/** Makes a client's file name short, and safe to quote in a message. */
export const fileNameShown = (given: string): string =>
  cut(withoutUnseen(given.slice(0, 1_000)).replace(/"/g, ''), longestShown);

const endings = /\.(pdf|png|jpe?g|tiff?|hei[cf])$/i;

/** Removes invisible characters, such as direction marks. Joiners stay, because emoji and some scripts need them. */
const withoutUnseen = (text: string): string =>
  text.replace(/[[\p{C}\p{Zl}\p{Zp}]--[\u{200C}\u{200D}]]/gv, '');
