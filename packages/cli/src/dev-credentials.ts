import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailure } from './command-failure.ts';

export interface Credentials {
  key: string;
  secret: string;
}

const fileOf = (dataDir: string) => join(dataDir, 'dev-credentials.json');

/** The sandbox credentials of an earlier `winkwire dev`, or new ones. */
export const devCredentials = (dataDir: string): Credentials =>
  knownDevCredentials(dataDir) ?? {
    key: `sandbox_${randomBytes(8).toString('hex')}`,
    secret: randomBytes(24).toString('base64url'),
  };

/** Call this after the server has started with these credentials. */
export function keepDevCredentials(dataDir: string, credentials: Credentials): void {
  writeFileSync(fileOf(dataDir), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 });
}

/** The credentials that `winkwire dev` has stored, or null. Throws CommandFailure if the file cannot be read. */
export function knownDevCredentials(dataDir: string): Credentials | null {
  const file = fileOf(dataDir);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials;
  } catch {
    throw new CommandFailure(`${file} cannot be read. Remove it, and \`winkwire dev\` makes a new one.`);
  }
}
