import { createHash } from 'node:crypto';
import { cpSync, lstatSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** Absolute paths of PostgreSQL's programs, which find their libraries beside them. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The same programs where every user can run them. A clone in root's home lies in a folder that only root can enter, and
 * PostgreSQL refuses to run as root: then a copy in the temporary folder is used, made once for each installation.
 */
export function reachableBinaries(binaries: Binaries): Binaries {
  if (isReachable(binaries.postgres)) return binaries;
  const installation = dirname(dirname(binaries.postgres));
  const copy = copyOf(installation);
  const inCopy = (file: string) => join(copy, relative(installation, file));
  return { initdb: inCopy(binaries.initdb), postgres: inCopy(binaries.postgres) };
}

/** Whether others may enter every folder on the way. */
function isReachable(file: string): boolean {
  const folder = dirname(file);
  return (statSync(folder).mode & 0o001) !== 0 && (folder === dirname(folder) || isReachable(folder));
}

function copyOf(installation: string): string {
  const { mtimeMs } = statSync(installation);
  const name = createHash('sha256').update(`${installation} ${mtimeMs}`).digest('hex').slice(0, 16);
  const copy = join(tmpdir(), `winkwire-postgres-programs-${name}`);
  if (isOurs(copy)) return copy;
  // Test files run at once: each makes its own copy, and the first to finish gives it the name.
  const draft = mkdtempSync(`${copy}-`);
  cpSync(installation, join(draft, 'copy'), { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(join(draft, 'copy'), copy);
  } catch {
    if (!isOurs(copy)) throw new Error(`Remove ${copy}: somebody else has made it.`);
  }
  rmSync(draft, { recursive: true });
  return copy;
}

/** The name can be guessed, so a folder that another user has put there is not trusted. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === process.getuid?.();
}
