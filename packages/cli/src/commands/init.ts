import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FirstKeys } from '@winkwire/server/actions/create-first-keys';
import type { Config } from '@winkwire/server/config';
import type { Command } from 'commander';
import { CommandFailure } from '../command-failure.ts';
import { createCommand } from '../create-command.ts';
import { explainStartFailure } from '../explain-start-failure.ts';
import { linesOf, newSecrets, otherSettings, settingsText } from '../new-settings.ts';
import { refuseExistingServer } from '../refuse-existing-server.ts';
import { addSettingFlags, configOf, givenSettings } from '../setting-flags.ts';
import { writeSettingsFile } from '../settings-file.ts';

const description = `Make the settings file of a new server, with its encryption key and its API credentials.

Only the user who runs the command can read the file. The file also contains the settings that are given as flags or variables. An existing file is not changed, so you can run the command again. With PostgreSQL, the command also stores the credentials in the database. If several machines share the database, run the command on one of them, and copy the file to the others.

Exit codes: 0 made, or made earlier, 1 not made, 2 wrong flags or settings.`;

export const initCommand = (): Command =>
  addSettingFlags(
    createCommand('init', description).argument('[file]', 'path of the settings file', 'winkwire.env'),
    otherSettings,
  ).action((file: string, _options, command: Command) => init(resolve(file), command));

async function init(file: string, command: Command): Promise<void> {
  if (existsSync(file)) return reportExisting(file);
  const config = configOf(command, 'serve');
  refuseExistingServer(config);
  let written: Record<string, string> | undefined;
  const keep = (keys: FirstKeys) => {
    const values = { ...givenSettings(command), ...newSecrets(keys) };
    if (writeSettingsFile(file, settingsText(values))) written = values;
    else throw new AlreadyMade();
  };
  const isFirst = await makeKeys(config, keep).catch((error) => {
    if (error instanceof AlreadyMade) return false;
    throw explainStartFailure(error, config);
  });
  if (written && isFirst) return report(file, written);
  // Another process may have created the file in the meantime.
  if (existsSync(file)) return reportExisting(file);
  throw new CommandFailure(
    'this database has API credentials already. Copy the settings file from the machine where `winkwire init` made it, or start `winkwire serve` with the settings of the server that has used this database.',
  );
}

/** Thrown to roll back the credentials in the database if the file already exists. */
class AlreadyMade extends Error {}

async function makeKeys(config: Config, keep: (keys: FirstKeys) => void): Promise<boolean> {
  const { createFirstKeys, newFirstKeys } = await import('@winkwire/server/actions/create-first-keys');
  // The server may run as another user, so this command must not create the SQLite file.
  if (config.databaseUrl === null) {
    keep(newFirstKeys());
    return true;
  }
  const { openStore } = await import('@winkwire/server/store/open-store');
  const store = await openStore(config);
  try {
    return await createFirstKeys({ config, store }, keep);
  } finally {
    await store.close();
  }
}

/** Prints the values only on a terminal. Any other output may be a log that people read. */
function report(file: string, values: Readonly<Record<string, string>>): void {
  const shown = process.stdout.isTTY ? [...linesOf(values).map((line) => `  ${line}`), ''] : [];
  const lines = [
    `Made ${file}, which only your user can read. Keep a copy of it in a safe place.`,
    '',
    ...shown,
    'Start the server with it:',
    `  winkwire serve --settings ${file}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const reportExisting = (file: string): void =>
  void process.stdout.write(`${file} exists already, so nothing was changed.\n`);
