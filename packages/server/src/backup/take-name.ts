import { link, open, rename, rm } from 'node:fs/promises';
import { BackupError } from './backup-error.ts';

/**
 * Gives a complete file its final name. Throws the error of `isTaken` if the name exists. A `rename` alone would
 * replace the file of another process.
 */
export async function takeName(file: string, name: string, isTaken = nameIsTaken): Promise<void> {
  try {
    await link(file, name).catch((error) => {
      if (!withoutLinks.has(codeOf(error))) throw error;
      return claim(file, name);
    });
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? isTaken(name) : error;
  }
}

export const nameIsTaken = (name: string): BackupError =>
  new BackupError(`${name} exists. Choose another name, or move the file away.`);

/** The errors of file systems without hard links, such as those of memory cards and network drives. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Creates an empty file with the name, which only one process can do, and then replaces it with the complete file. */
async function claim(file: string, name: string): Promise<void> {
  await (await open(name, 'wx', 0o600)).close();
  await rename(file, name).catch(async (error) => {
    await rm(name);
    throw error;
  });
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
