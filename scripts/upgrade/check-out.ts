import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Checks out an earlier commit. It uses the installed libraries of the current commit, so a library that was removed
 * since then is missing.
 */
export function checkOut(commit: string, folder: string): void {
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', folder, commit], { cwd: root });
  const modules = join(root, 'node_modules');
  for (const name of readdirSync(modules)) {
    if (name === '@winkwire' || name === 'winkwire') continue;
    link(join(modules, name), join(folder, 'node_modules', name));
  }
  for (const manifest of globSync('packages/*/package.json', { cwd: folder })) {
    const { name } = JSON.parse(readFileSync(join(folder, manifest), 'utf8')) as { name: string };
    link(join(folder, dirname(manifest)), join(folder, 'node_modules', name));
    const own = join(root, dirname(manifest), 'node_modules');
    if (existsSync(own)) link(own, join(folder, dirname(manifest), 'node_modules'));
    // A server needs built pages. The pages of the current commit are enough for this test.
    const built = join(root, dirname(manifest), 'dist');
    if (existsSync(built)) link(built, join(folder, dirname(manifest), 'dist'));
  }
}

export function removeCheckOut(folder: string): void {
  if (!existsSync(folder)) return;
  execFileSync('git', ['worktree', 'remove', '--force', folder], { cwd: root });
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) symlinkSync(target, path);
}
