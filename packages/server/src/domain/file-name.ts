import type { RawFileFormat } from '@winkwire/contract/archive-states';

const longest = 120;

/**
 * A name that is safe to show, to store and to put in a header: no path, no control or direction characters, an
 * ending that tells the truth about the content. `otherwise` stands for a name that has nothing left.
 */
export function fileName(given: string | null | undefined, format: RawFileFormat, otherwise: string): string {
  const base = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const visible = base
    .slice(0, 1_000)
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replace(/["'<>|:*?;`]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const stem = visible.replace(endings, '').slice(0, longest).trim();
  return `${stem || otherwise}.${format.toLowerCase()}`;
}

const endings = /\.(pdf|png|jpe?g|tiff?)$/i;
