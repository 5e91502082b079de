import { existsSync, mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and its parent folders, for this user only. Returns the folders that were missing, the parents first.
 * If a folder cannot be made, removes those that were made before it. Node's option `recursive` is not used, because
 * with it `mkdirSync` never returns if the new folder would be in `/proc`.
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

/** Returns false if another process has made the folder in the meantime. */
function makeOne(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    return true;
  } catch (error) {
    if (isFolder(path)) return false;
    throw existsSync(path) ? Object.assign(new Error(`${path} is not a folder`), { code: 'ENOTDIR' }) : error;
  }
}

/**
 * Removes the folders that are empty. In the list, each parent comes before its subfolders, as in the result of
 * `makeFolder`.
 */
export function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of folders.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // The folder stays, because somebody has put a file into it.
    }
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
