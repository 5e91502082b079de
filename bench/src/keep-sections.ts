import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes `text` to the beginning of the file `page`. Keeps the rest of the file, from its first `## ` heading on.
 */
export function keepSections(page: string, text: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sections = before.match(/^## [\s\S]*/m)?.[0] ?? '';
  writeFileSync(page, `${text}\n${sections}`);
}
