import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder for this user only. Returns the folders that were missing, parents first. Does not use Node's option
 * `recursive`, which hangs for a folder in `/proc`.
 */
export function makeFolder(path: string): string[] {
  if (isFolder(path)) return [];
  const made = dirname(path) === path ? [] : makeFolder(dirname(path));
  try {
    return makeOne(path) ? [...made, path] : made;
  } catch (error) {
    removeEmptyFolders(made);
    throw error;
  }
}

/** Returns false if another process was faster. */
function makeOne(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (isFolder(path)) return false;
    throw existsSync(path) ? Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR' }) : error;
  }
}

/** Parents come before subfolders, as `makeFolder` returns them. */
export function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // The folder is not empty, so it stays.
    }
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
