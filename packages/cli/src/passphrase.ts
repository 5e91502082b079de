import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { shortestPassphrase } from '@winkwire/server/backup/sealed-keys';
import { Option } from 'commander';
import { CommandFailure } from './command-failure.ts';

// The flag names a file, because a passphrase in the flag itself would be visible to every user of the machine.
export const passphraseFlag = (description: string): Option =>
  new Option('--passphrase-file <file>', description);

/** Throws CommandFailure if the file cannot be read or the passphrase is too short. */
export async function readPassphrase(file: string): Promise<string> {
  const content = await (file === '-' ? text(process.stdin) : readFile(file, 'utf8')).catch((error) => {
    const name = file === '-' ? 'the standard input' : file;
    throw new CommandFailure(`${name} cannot be read (${(error as NodeJS.ErrnoException).code}).`, 2);
  });
  const passphrase = content.replace(/\r?\n$/, '');
  if (passphrase.length >= shortestPassphrase) return passphrase;
  throw new CommandFailure(
    `the passphrase must have at least ${shortestPassphrase} characters. \`openssl rand -base64 24\` makes a good one.`,
    2,
  );
}
