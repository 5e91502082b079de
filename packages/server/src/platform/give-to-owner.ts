import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * If root has created a file, gives the file to the owner of `folder`. The server runs as this owner, and could not
 * open a file that belongs to root. By default, `folder` is the folder that holds the file.
 */
export function giveToOwner(file: string, folder = dirname(file)): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}
