import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file that root has created is given to the owner of `folder`. The server runs as this owner, and could not open
 * root's file.
 */
export function giveToOwner(file: string, folder = dirname(file)): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}
