import { expect, test } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import type { Queries } from '../store/store.ts';
import { checkMigrations, checkProcesses } from './check-database.ts';
import { checkKey } from './check-key.ts';
import type { ExaminedDatabase } from './open-database.ts';

const config: Config = readConfig({}, { profile: 'dev', encryptionKey: 'ab'.repeat(32) });

test('a query that is refused is a failure of its check, and not a database without tables', async () => {
  const refuse = async () => {
    throw Object.assign(new Error('permission denied for table'), { code: '42501' });
  };
  const database = {
    engine: 'postgres',
    version: 'PostgreSQL 17',
    queries: { all: refuse, get: refuse, run: refuse } as Queries,
  } as unknown as ExaminedDatabase;
  for (const check of [checkMigrations, checkProcesses, () => checkKey(config, database)]) {
    await expect(check(database)).rejects.toThrow('permission denied');
  }
});
