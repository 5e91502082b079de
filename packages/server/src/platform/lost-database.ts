import { statSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Reads } from '../store/store.ts';
import { databaseFile } from './database-file.ts';
import { keyFileOf } from './encryption-keys.ts';

/*
 * A server makes its database before its key. If the key is older than the database, an earlier database was moved or
 * deleted.
 */

type DatabaseConfig = Pick<Config, 'dataDir' | 'databaseUrl' | 'encryptionKey'>;

export interface LostDatabase {
  database: string;
  keyFile: string;
}

/** File systems store times less exactly than databases. */
const toleranceMs = 2000;

/**
 * Resolves with the paths of both files if the key file is older than the database. Configured keys and PostgreSQL
 * databases are not checked, because the operator makes them.
 */
export async function findLostDatabase(
  database: Reads,
  config: DatabaseConfig,
): Promise<LostDatabase | undefined> {
  const keyMadeAt = keyTime(config);
  if (keyMadeAt === undefined) return undefined;
  const row = await database.get<{ at: number | null }>('select min(applied_at) as at from migrations');
  const databaseMadeAt = row?.at ?? Number.POSITIVE_INFINITY;
  if (keyMadeAt + toleranceMs > databaseMadeAt) return undefined;
  return { database: databaseFile(config.dataDir), keyFile: keyFileOf(config) };
}

/**
 * When the key file was last written. Undefined if there is no key file, or if the key or the database is elsewhere.
 */
export function keyTime(config: DatabaseConfig): number | undefined {
  if (config.databaseUrl !== null || config.encryptionKey !== null) return undefined;
  return statSync(keyFileOf(config), { throwIfNoEntry: false })?.mtimeMs;
}
