import { spawnSync } from 'node:child_process';
import { findChromium } from './find-chromium.ts';

/** The browser tests need Chromium: find it, or install Debian's where that is possible, or say what to do. */
function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync('apt-get', ['--version']).status === 0;
  if (!isRoot || !hasApt) {
    throw new Error(
      'No Chromium was found. Install it (Debian and Ubuntu: sudo apt-get install chromium), ' +
        'or set CHROMIUM_PATH to the browser to use.',
    );
  }
  process.stdout.write("No Chromium was found: installing Debian's package, which takes about a minute.\n");
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'chromium');
  const installed = findChromium();
  if (!installed) throw new Error("Debian's chromium was installed, yet no browser is on the PATH.");
  return installed;
}

function apt(...words: string[]): void {
  const { status } = spawnSync('apt-get', ['-qq', ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) throw new Error(`\`apt-get ${words.join(' ')}\` failed with code ${status}.`);
}

process.stdout.write(`Browser tests run in ${ensureChromium()}\n`);
