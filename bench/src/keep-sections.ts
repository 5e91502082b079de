import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes `text` to the file `page`. After it, keeps what the file already contains from its first `## ` heading
 * on.
 */
export function keepSections(page: string, text: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const sections = before.match(/^## [\s\S]*/m)?.[0] ?? '';
  writeFileSync(page, `${text}\n${sections}`);
}
