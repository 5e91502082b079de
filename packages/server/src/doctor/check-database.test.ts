import { expect, test } from 'vitest';
import type { Queries } from '../store/store.ts';
import { checkClock } from './check-database.ts';

test.each([
  [-3400, "This machine's clock is 3.4 s ahead of the database's."],
  [3400, "This machine's clock is 3.4 s behind the database's."],
])("says whose clock is ahead if the database's differs by %i ms", async (difference, says) => {
  const queries = { get: async () => ({ now: Date.now() + difference }) } as unknown as Queries;
  const database = { engine: 'postgres', queries, version: 'PostgreSQL' } as Parameters<typeof checkClock>[0];
  expect(await checkClock(database)).toMatchObject({ state: 'failed', says });
});
