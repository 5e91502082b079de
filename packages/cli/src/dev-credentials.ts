import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Credentials {
  key: string;
  secret: string;
}

const fileOf = (dataDir: string) => join(dataDir, 'dev-credentials.json');

/** The sandbox credentials of `winkwire dev`. The first start makes them and keeps them in the data folder. */
export function devCredentials(dataDir: string): Credentials {
  const known = knownDevCredentials(dataDir);
  if (known) return known;
  const made = {
    key: `sandbox_${randomBytes(8).toString('hex')}`,
    secret: randomBytes(24).toString('base64url'),
  };
  writeFileSync(fileOf(dataDir), `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
  return made;
}

/** The credentials that an earlier `winkwire dev` made. With them, the other commands need no flags for a key. */
export function knownDevCredentials(dataDir: string): Credentials | null {
  const file = fileOf(dataDir);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Credentials) : null;
}
