import { spawnSync } from 'node:child_process';
import { findChromium, headlessShell } from './find-chromium.ts';

/** Installs the headless shell of Chromium, or else uses the machine's Chromium or Chrome. Throws if there is none. */
function ensureChromium(): string {
  const found = findChromium();
  const isLighter = found === process.env.CHROMIUM_PATH || found?.endsWith(headlessShell);
  if (!isLighter && canInstall()) install();
  const path = findChromium();
  if (path) return path;
  throw new Error(
    `Chromium was not found. Install it (Debian: sudo apt-get install ${headlessShell}; Ubuntu: sudo apt-get install ` +
      'chromium), or set CHROMIUM_PATH to the path of a browser.',
  );
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

function install(): void {
  process.stdout.write(`Installing Debian's package ${headlessShell}\n`);
  apt('update');
  if (apt('install', '--yes', '--no-install-recommends', headlessShell) || findChromium()) return;
  apt('install', '--yes', '--no-install-recommends', 'chromium');
}

/** Returns whether apt-get succeeded. Without a network, apt-get gives up after ten seconds. */
function apt(...words: string[]): boolean {
  const limits = ['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10'];
  const { status } = spawnSync('apt-get', ['-qq', ...limits, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

process.stdout.write(`Browser tests use ${ensureChromium()}\n`);
