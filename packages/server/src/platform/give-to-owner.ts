import { chownSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Gives a file that root has made to the owner of `folder`, which is the file's own by default. The server runs as that
 * user, and could not open the file otherwise.
 */
export function giveToOwner(file: string, folder = dirname(file)): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(file, uid, gid);
}
