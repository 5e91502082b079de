import { expect, test } from 'vitest';
import type { Reads } from '../../store/store.ts';
import { readHeadsById } from './read-endpoints.ts';

test('reads of any number of endpoints need few statements, because each stays prepared', async () => {
  const statements = new Set<string>();
  const asked = new Set<unknown>();
  const reads = {
    all: async (sql: string, values: unknown[]) => {
      statements.add(sql);
      for (const value of values) asked.add(value);
      return [];
    },
  } as unknown as Reads;
  for (let count = 0; count <= 450; count++) {
    asked.clear();
    const ids = Array.from({ length: count }, (_, n) => ({ tenantId: 'acme', webhookId: `wh-${n}` }));
    await readHeadsById(reads, ids);
    expect(asked).toEqual(new Set(ids.flatMap(({ tenantId, webhookId }) => [tenantId, webhookId])));
  }
  expect(statements.size).toBe(9);
});
