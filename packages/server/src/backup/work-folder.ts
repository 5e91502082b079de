import { lstat, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isKnownDead, newProcessId, retireProcessId } from '../platform/process-id.ts';

export interface WorkFolder extends AsyncDisposable {
  path: string;
}

/** Contains the id of the process that uses the folder. */
const ownerFile = 'process';

/**
 * Makes a temporary folder in `parent`. First removes the folders that killed processes have left, because they contain
 * unencrypted data of users.
 */
export async function makeWorkFolder(parent: string, beginning: string): Promise<WorkFolder> {
  await removeLeftovers(parent, beginning);
  const path = await mkdtemp(join(parent, beginning));
  const owner = newProcessId();
  const remove = async () => {
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
    retireProcessId(owner);
  };
  try {
    await writeFile(join(path, ownerFile), owner, { mode: 0o600 });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}

async function removeLeftovers(parent: string, beginning: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(beginning));
  for (const path of names.map((name) => join(parent, name)))
    if (await isLeftover(path)) await rm(path, { recursive: true, force: true });
}

/**
 * Whether the folder's process is certainly dead. A folder of another user is never removed, because it may contain
 * links to files elsewhere.
 */
async function isLeftover(path: string): Promise<boolean> {
  try {
    const stats = await lstat(path);
    if (!stats.isDirectory() || stats.uid !== (process.getuid?.() ?? stats.uid)) return false;
    return isKnownDead(await readFile(join(path, ownerFile), 'utf8'));
  } catch {
    // The folder has no owner file yet, or another process has removed the folder.
    return false;
  }
}
