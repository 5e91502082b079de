import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../store.ts';
import { openSqlite } from './open-sqlite.ts';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winkwire-'));
  store = await openSqlite(folder);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

test('a committed event can be read, a rolled back one cannot', async () => {
  const event = {
    tenantId: 't1',
    mode: 'SANDBOX',
    type: 'USER_CREATED',
    data: { userId: 'u' },
    sourceId: 'u',
  };
  const head = await store.transaction(async (transaction) => transaction.append(event));
  await expect(
    store.transaction(async (transaction) => {
      transaction.append(event);
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await store.all('select id from events where tenant_id = $1', ['t1'])).toEqual([{ id: head.id }]);
});

test('transactions that overlap run one after the other', async () => {
  await store.run('create table counters (value bigint)');
  await store.run('insert into counters values (0)');
  await Promise.all(
    Array.from({ length: 20 }, () =>
      store.transaction(async (transaction) => {
        const row = await transaction.get<{ value: number }>('select value from counters');
        await transaction.run('update counters set value = $1', [row!.value + 1]);
      }),
    ),
  );
  expect(await store.get('select value from counters')).toEqual({ value: 20 });
});
