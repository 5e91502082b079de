import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packages } from './packages.ts';

/** Makes the tarball of `packages/<name>/dist` in `folder`, and returns its path. */
export function makeTarball(name: string, folder: string): string {
  const words = ['pack', join(packages, name, 'dist'), '--pack-destination', folder, '--silent'];
  const { status, stdout, stderr } = spawnSync('npm', words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed:\n${stdout}${stderr}`);
  return join(folder, stdout.trim());
}
