import { createHash } from 'node:crypto';
import { cpSync, lstatSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/**
 * Absolute paths. A program finds its libraries relative to its own path, so only a whole installation can be copied.
 */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * PostgreSQL refuses to run as root, and its own user cannot reach programs in root's home. Such programs are copied to
 * the temporary folder.
 */
export function reachableBinaries(binaries: Binaries): Binaries {
  if (isReachable(binaries.postgres)) return binaries;
  const installation = dirname(dirname(binaries.postgres));
  const copy = copyOf(installation);
  const inCopy = (file: string) => join(copy, relative(installation, file));
  return { initdb: inCopy(binaries.initdb), postgres: inCopy(binaries.postgres) };
}

function isReachable(file: string): boolean {
  const folder = dirname(file);
  return (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isReachable(folder));
}

function copyOf(installation: string): string {
  const { mtimeMs } = statSync(installation);
  const name = createHash('sha256').update(`${installation} ${mtimeMs}`).digest('hex').slice(0, 16);
  const copy = join(tmpdir(), `winkwire-postgres-programs-${name}`);
  if (isOurs(copy)) return copy;
  // Test files run at the same time. The first one that has copied the programs renames its folder to `copy`.
  const draft = mkdtempSync(`${copy}-`);
  cpSync(installation, join(draft, 'copy'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(join(draft, 'copy'), copy);
  } catch {
    if (!isOurs(copy)) throw new Error(`${copy} belongs to another user. Remove it.`);
  }
  rmSync(draft, { recursive: true });
  return copy;
}

/** The name of the folder can be guessed, so another user could have made it and put other programs there. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.();
}
