import { link, open, rename, rm } from 'node:fs/promises';
import { BackupError } from './backup-error.ts';

/**
 * Gives a complete file its final name. Throws the error of `isTaken` if this name exists. If several processes try to
 * use the same name at the same time, only one gets it. A `rename` alone would replace the file of the process that
 * came first.
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

/** The errors of file systems that have no hard links, as those of memory cards and network drives. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Creates the name, which only one process can do, and then replaces the empty file. If it cannot be replaced, the name
 * is free again.
 */
async function claim(file: string, name: string): Promise<void> {
  await (await open(name, 'wx', 0o600)).close();
  await rename(file, name).catch(async (error) => {
    await rm(name);
    throw error;
  });
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
