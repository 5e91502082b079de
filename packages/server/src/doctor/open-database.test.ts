import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { insertSignInLink, linkLifetime } from '../domain/portal-sign-in-link.ts';
import { databaseFile } from '../platform/database-file.ts';
import { migrateSqlite } from '../store/sqlite/migrate-sqlite.ts';
import { startEngine } from '../store/testing/engines.ts';
import { openDatabase } from './open-database.ts';

test('the names in expired sign-in links are overwritten when the links are deleted', async () => {
  await using engine = await startEngine('sqlite');
  await using place = await engine.place();
  const file = databaseFile(place.config.dataDir);
  await migrateSqlite(file);
  const write = async (links: { person: string | null; now: number }[]) => {
    // At the end of the function, closing the database writes its write-ahead log to the file.
    await using database = await openDatabase(readConfig({}, { ...place.config, profile: 'serve' }));
    for (const link of links)
      await insertSignInLink(database.queries, { tenantId: 'main', role: 'OPERATOR', ...link });
  };
  const names = Array.from({ length: 10 }, (_, n) => `Maria Santos ${n}`);
  const found = () => names.filter((name) => readFileSync(file).includes(name));
  await write(names.map((person) => ({ person, now: 0 })));
  expect(found()).toEqual(names);
  await write([{ person: null, now: 10 * linkLifetime }]);
  expect(found()).toEqual([]);
});
