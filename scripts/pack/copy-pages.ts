import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { packages } from './packages.ts';

export function copyPages(name: string, target: string): void {
  copyFileSync(join(packages, '../LICENSE'), join(target, 'LICENSE'));
  for (const page of ['README.md', 'CHANGELOG.md']) {
    copyFileSync(join(packages, name, page), join(target, page));
  }
}
