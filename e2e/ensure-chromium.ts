import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

/** Returns the path of Chromium. Installs it with apt if it is missing, or throws with instructions. */
function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync('apt-get', ['--version']).status === 0;
  if (!isRoot || !hasApt) {
    throw new Error(
      'Chromium was not found. Install it (Debian and Ubuntu: sudo apt-get install chromium), ' +
        'or set CHROMIUM_PATH to the path of a browser.',
    );
  }
  process.stdout.write("Chromium was not found. Installing Debian's package takes about a minute.\n");
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'chromium');
  const installed = findChromium();
  if (!installed)
    throw new Error("Debian's chromium was installed, but it is not on the PATH. Set CHROMIUM_PATH to it.");
  return installed;
}

function apt(...words: string[]): void {
  const { status } = spawnSync('apt-get', ['-qq', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`\`apt-get ${words.join(' ')}\` failed with code ${status}.`);
}

process.stdout.write(`Browser tests use ${ensureChromium()}\n`);
