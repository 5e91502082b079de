import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '@winkwire/server/platform/make-folder';
import { CommandFailure } from './command-failure.ts';

/** Writes a file that only this user can read, and returns its path. Throws CommandFailure if the file exists. */
export function keepCredentials(dataDir: string, generated: object): string {
  const file = join(resolve(dataDir), 'api-credentials.json');
  try {
    makeFolder(resolve(dataDir));
    // An existing file may be the only copy of credentials in use, and `wx` does not overwrite it.
    writeFileSync(file, `${JSON.stringify(generated, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const advice = existsSync(file) ? 'Move that file away' : 'Make sure that this file can be written';
    throw new CommandFailure(
      `new API credentials cannot be written to ${file} (${code}), so none were made.\n` +
        `  ${advice}, or set WINKWIRE_SANDBOX_KEY, WINKWIRE_PRODUCTION_KEY and their secrets.`,
    );
  }
  return file;
}
