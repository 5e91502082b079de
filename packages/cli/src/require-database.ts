import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '@winkwire/server/config';
import { databaseFile } from '@winkwire/server/platform/database-file';
import { CommandFailure } from './command-failure.ts';

/** Throws CommandFailure if the file of SQLite is missing, because SQLite would create an empty one. */
export function requireDatabase({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): void {
  const file = databaseFile(resolve(dataDir));
  if (databaseUrl !== null || existsSync(file)) return;
  throw new CommandFailure(
    `there is no database at ${file}.\n` +
      '  Name the data folder of the server with --data-dir, or its PostgreSQL with --database-url.',
  );
}
