import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from './command-failure.ts';

export interface Credentials {
  key: string;
  secret: string;
}

const fileOf = (dataDir: string) => join(dataDir, 'dev-credentials.json');

/** The sandbox credentials of `winkwire dev`: those of an earlier start, or new ones if this is the first start. */
export const devCredentials = (dataDir: string): Credentials =>
  knownDevCredentials(dataDir) ?? {
    key: `sandbox_${randomBytes(8).toString('hex')}`,
    secret: randomBytes(24).toString('base64url'),
  };

/** Stores the credentials in the data folder. Call this after the server has started with them. */
export function keepDevCredentials(dataDir: string, credentials: Credentials): void {
  writeFileSync(fileOf(dataDir), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}

/**
 * The credentials that an earlier `winkwire dev` has stored in a file, or null. Other commands read this file, so they
 * need no flags for the credentials. Throws CommandFailure if the file cannot be read.
 */
export function knownDevCredentials(dataDir: string): Credentials | null {
  const file = fileOf(dataDir);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  } catch {
    throw new CommandFailure(`${file} cannot be read. Remove it, and \`winkwire dev\` makes a new one.`);
  }
}
