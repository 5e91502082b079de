import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and its parent folders, for this user only. Returns the folders that were missing, the parents first.
 * It does not use Node's option `recursive`. With this option, `mkdirSync` never returns if the new folder would be in
 * `/proc`.
 */
export function makeFolder(path: string): string[] {
  if (isFolder(path)) return [];
  const made = dirname(path) === path ? [] : makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
    return [...made, path];
  } catch (error) {
    // Another process may have made the folder in the meantime.
    if (isFolder(path)) return made;
    throw existsSync(path) ? Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR' }) : error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
