import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { makeFolder } from '@winkwire/server/platform/make-folder';
import { CommandFailure } from './command-failure.ts';

/** Creates a missing folder, and returns its full path. Throws CommandFailure if it is not writable. */
export function writableDataFolder(dataDir: string): string {
  const folder = resolve(dataDir);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    throw new CommandFailure(
      `the data folder ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}).\n` +
        '  Choose another with --data-dir (or WINKWIRE_DATA_DIR), or change its permissions.',
    );
  }
}
