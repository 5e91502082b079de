import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and its parent folders, for this user only. It does not use Node's option `recursive`. With this
 * option, `mkdirSync` never returns if the new folder would be in `/proc`.
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made the folder in the meantime.
    if (isFolder(path)) return;
    throw existsSync(path) ? Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR' }) : error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
