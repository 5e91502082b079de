import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes a page of results. What an earlier page has below its first heading of the second level is kept. */
export function keepSections(page: string, text: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sections = before.match(/^## [\s\S]*/m)?.[0] ?? '';
  writeFileSync(page, `${text}\n${sections}`);
}
