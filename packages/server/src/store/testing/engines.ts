import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreConfig } from '../open-store.ts';
import { type Postgres, type PostgresOptions, startPostgres } from './start-postgres.ts';

/** The settings of an empty database of one engine. Disposing a place removes its folder. */
export interface Place extends AsyncDisposable {
  config: { databaseUrl: string | null; dataDir: string } & StoreConfig;
}

export interface Engine extends AsyncDisposable {
  name: 'sqlite' | 'postgres';
  /** The database server; absent on SQLite. */
  postgres?: Postgres;
  place(): Promise<Place>;
}

export async function startEngine(name: Engine['name'], options?: PostgresOptions): Promise<Engine> {
  const postgres = name === 'postgres' ? await startPostgres(options) : undefined;
  return {
    name,
    ...(postgres ? { postgres } : {}),
    async place() {
      const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-'));
      return {
        config: { databaseUrl: (await postgres?.createDatabase()) ?? null, dataDir },
        [Symbol.asyncDispose]: async () => rmSync(dataDir, { recursive: true, force: true }),
      };
    },
    [Symbol.asyncDispose]: async () => postgres?.[Symbol.asyncDispose](),
  };
}
