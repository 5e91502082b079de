import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Replaces the beginning of the file `page`, up to its first `## ` heading, by `text`. */
export function keepSections(page: string, text: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sections = before.match(/^## [\s\S]*/m)?.[0] ?? '';
  writeFileSync(page, `${text}\n${sections}`);
}
