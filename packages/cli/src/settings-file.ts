import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { endsLikeSetting, refuseUnknownNames } from '@winkwire/server/config';
import { makeFolder } from '@winkwire/server/platform/make-folder';
import { CommandFailure } from './command-failure.ts';
import { findMalformedLine } from './find-malformed-line.ts';
import { settingsEntry } from './settings-entry.ts';

/** Throws CommandFailure if the file cannot be read, and ConfigError for a name that only looks like a setting. */
export function readSettingsFile(file: string): Record<string, string | undefined> {
  const text = textOf(file);
  const line = findMalformedLine(text);
  if (line !== null) {
    // The message does not quote the line, because the line may contain a secret.
    throw new CommandFailure(
      `line ${line} of the settings file ${resolve(file)} is not NAME=value. Correct it, or begin it with # to leave it out.`,
      2,
    );
  }
  const values = parseEnv(withHashComments(text));
  refuseUnknownNames(Object.keys(values), beginsLikeSetting);
  return values;
}

/** `parseEnv` of Node does not support comments with `;`, and could read `;A="` as the start of a long value. */
const withHashComments = (text: string): string =>
  text.replace(settingsEntry, (entry) => entry.replace(/^\s*;/, '#'));

/** Only this server uses the file, so more names count as misspelt here than in the environment. */
const beginsLikeSetting = (name: string): boolean =>
  /^winkwire/i.test(name) || (/^wink/i.test(name) && endsLikeSetting(name));

/** The text without a byte order mark, which some editors write. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new CommandFailure(
      `the settings file ${resolve(file)} cannot be read (${(error as NodeJS.ErrnoException).code}). Correct --settings (or WINKWIRE_SETTINGS), or make the file with \`winkwire init\`.`,
      2,
    );
  }
}

/**
 * Writes a file that only this user can read. Returns false for an existing file, which may be the only copy of its
 * secrets. Throws CommandFailure if the file cannot be written.
 */
export function writeSettingsFile(file: string, text: string): boolean {
  try {
    makeFolder(dirname(resolve(file)));
  } catch (error) {
    throw unwritable(file, error);
  }
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600, flush: true });
    // In contrast to a rename, a link never replaces a file.
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(file, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

const unwritable = (file: string, error: unknown): CommandFailure =>
  new CommandFailure(
    `${resolve(file)} cannot be written (${(error as NodeJS.ErrnoException).code}), so nothing was made. Name another file, or change the permissions of its folder.`,
  );
