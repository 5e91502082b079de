import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreConfig } from '../open-store.ts';
import { type PostgresOptions, startPostgres } from './start-postgres.ts';

/** The settings of an empty database. Disposing a place removes its `dataDir`. */
export interface Place extends AsyncDisposable {
  config: { databaseUrl: string | null; dataDir: string } & StoreConfig;
}

export interface Engine extends AsyncDisposable {
  name: 'sqlite' | 'postgres';
  place(): Promise<Place>;
}

/** With `options`, PostgreSQL gets a server of its own. Otherwise, test files share one. */
export async function startEngine(name: Engine['name'], options?: PostgresOptions): Promise<Engine> {
  const databases = name === 'postgres' ? await startDatabases(options) : undefined;
  return {
    name,
    async place() {
      const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-'));
      return {
        config: { databaseUrl: (await databases?.createDatabase()) ?? null, dataDir },
        [Symbol.asyncDispose]: async () => rmSync(dataDir, { recursive: true, force: true }),
      };
    },
    [Symbol.asyncDispose]: async () => databases?.[Symbol.asyncDispose](),
  };
}

interface Databases extends AsyncDisposable {
  createDatabase(): Promise<string>;
}

async function startDatabases(options?: PostgresOptions): Promise<Databases> {
  const shared = process.env.TEST_DATABASES_URL;
  if (!shared || options) return startPostgres(options);
  return {
    async createDatabase() {
      const response = await fetch(shared);
      const text = await response.text();
      if (!response.ok) throw new Error(text);
      return text;
    },
    async [Symbol.asyncDispose]() {},
  };
}
