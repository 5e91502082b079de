import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes a page of results. Keeps the earlier page from its first second-level heading on. */
export function keepSections(page: string, text: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sections = before.match(/^## [\s\S]*/m)?.[0] ?? '';
  writeFileSync(page, `${text}\n${sections}`);
}
