import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '@winkwire/server/config';
import { databaseFile } from '@winkwire/server/platform/database-file';
import { settings } from '@winkwire/server/settings';
import { CommandFailure } from './command-failure.ts';
import { madeSettings } from './new-settings.ts';

/** Throws CommandFailure if settings or a database exist already, because they need their own encryption key. */
export function refuseExistingServer(config: Config): void {
  const set = madeSettings.find((name) => config[name] !== null);
  if (set !== undefined) {
    throw new CommandFailure(
      `${settings[set].variable} is already set, and this command would make a new value for it. Unset the variable, or write the settings file yourself.`,
      2,
    );
  }
  const database = databaseFile(resolve(config.dataDir));
  if (config.databaseUrl !== null || !existsSync(database)) return;
  throw new CommandFailure(
    `there is a database at ${database}, which has its own key. Name another folder with --data-dir, or start \`winkwire serve\` with the settings that this database was made with.`,
  );
}
