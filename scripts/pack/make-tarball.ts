import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { publishedFolder } from './packages.ts';

export function makeTarball(name: string, folder: string): string {
  const words = ['pack', publishedFolder(name), '--pack-destination', folder, '--silent'];
  const { status, stdout, stderr } = spawnSync('npm', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed:\n${stdout}${stderr}`);
  return join(folder, stdout.trim());
}
