import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import { openFilesLimit } from '../limits/open-files-limit.ts';
import { failed, ok, type Result, skipped, warning } from './finding.ts';

const gigabyte = 1024 ** 3;
/**
 * If the limit of open files is lower than this, the doctor warns. Each connection with a client or a receiver counts
 * as one open file.
 */
const fewFiles = 4096;

export async function checkDisk({
  dataDir,
  databaseUrl,
}: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Result> {
  if (databaseUrl !== null)
    return skipped('The data is on the machine that runs PostgreSQL. Watch the free disk space there.');
  let folder = resolve(dataDir);
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, blocks, bsize } = await statfs(folder);
  // Some virtual file systems, such as /proc, have no blocks.
  if (blocks === 0)
    return failed(`${folder} is not on a disk.`, 'Name another folder with --data-dir (WINKWIRE_DATA_DIR).');
  const free = bavail * bsize;
  const says = `${(free / gigabyte).toFixed(1)} GB are free in ${folder}, ${Math.round((100 * bavail) / blocks)} % of the disk.`;
  const action =
    'Free some space, or shorten WINKWIRE_RETENTION_DAYS. On a full disk, no event can be stored.';
  if (free < gigabyte / 5) return failed(says, action);
  return free < 2 * gigabyte ? warning(says, action) : ok(says);
}

export async function checkOpenFiles(): Promise<Result> {
  const limit = openFilesLimit();
  const says = `The process may open at most ${limit} files.`;
  return limit >= fewFiles
    ? ok(says)
    : warning(says, `Raise the limit to at least ${fewFiles}, with LimitNOFILE in systemd or \`ulimit -n\`.`);
}
