import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium without a user interface. With it, the tests need a third less CPU time. */
export const headlessShell = 'chromium-headless-shell';

const names = [headlessShell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of Chromium or Chrome: first `CHROMIUM_PATH`, then the folders of `PATH` for each name, then the usual
 * places. Null if Chromium is in none of these places.
 */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | null {
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    environment.CHROMIUM_PATH,
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/usr/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  return candidates.find((path) => path && isExecutable(path)) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
