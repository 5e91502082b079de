import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@winkwire/contract/ids';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '../platform/caller.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { pageOfArray } from './array-page.ts';
import { type TaskRow, taskListing } from './tasks.ts';

let store: Store;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-listing-'));
  store = await openStore({ dataDir: folder });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const row = async (caller: Caller, startedAt: number, userId = 'u'): Promise<string> => {
  const id = newId('task');
  await store.run(
    `insert into tasks (id, tenant_id, mode, type, user_id, source_id, source_type, provider_id, status, datapoints,
       started_at)
     values ($1, $2, $3, 'LINK_ACCOUNT', $4, 's', 'ACCOUNT', 'p', 'Started', '[]', $5)`,
    [id, caller.tenantId, caller.mode, userId, startedAt],
  );
  return id;
};

/** Newest first, and by descending id within a millisecond. */
const inOrder = (rows: Pick<TaskRow, 'id' | 'started_at'>[]) =>
  rows
    .toSorted((one, other) => other.started_at - one.started_at || (one.id < other.id ? 1 : -1))
    .map(({ id }) => id);

let tenants = 0;

test('the pages contain every row once and in order, even if rows are added and removed between two pages', async () => {
  const moments = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 });
  const property = fc.asyncProperty(
    moments,
    moments,
    fc.integer({ min: 1, max: 7 }),
    async (before, during, size) => {
      const caller: Caller = { tenantId: `t${++tenants}`, mode: 'SANDBOX' };
      const present: { id: string; started_at: number }[] = [];
      for (const started_at of before) present.push({ id: await row(caller, started_at), started_at });
      const expected = inOrder(present);
      const added = [...during];
      const seen: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = await taskListing.page(store, caller, { size, ...(cursor ? { cursor } : {}) });
        expect(page.items.length).toBeLessThanOrEqual(size);
        seen.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
        const startedAt = added.pop();
        if (startedAt !== undefined) await row(caller, startedAt);
        // Removing a row of an earlier page must not change the next pages.
        await store.run('delete from tasks where id = $1', [seen.at(-1)!]);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
    },
  );
  await fc.assert(property, { numRuns: 25 });
});

test('a cursor carries the filters of its page', async () => {
  const caller: Caller = { tenantId: 'filters', mode: 'SANDBOX' };
  for (let count = 0; count < 3; count++) {
    await row(caller, count, 'one');
    await row(caller, count, 'other');
  }
  const first = await taskListing.page(store, caller, { size: 2, userId: 'one' });
  const second = await taskListing.page(store, caller, { size: 2, cursor: first.nextCursor! });
  const users = [...first.items, ...second.items].map(({ metadata }) => metadata.userId);
  expect(users).toEqual(['one', 'one', 'one']);
  expect(second.nextCursor).toBeNull();
});

test('a range includes its first and its last day', async () => {
  const caller: Caller = { tenantId: 'days', mode: 'SANDBOX' };
  const at = (text: string) => row(caller, Date.parse(text));
  await at('2026-04-20T23:59:59Z');
  const first = await at('2026-04-21T00:00:00Z');
  const last = await at('2026-04-22T23:59:59Z');
  await at('2026-04-23T00:00:00Z');
  const query = { startDate: '2026-04-21', endDate: '2026-04-22' };
  const { items } = await taskListing.page(store, caller, query);
  expect(items.map(({ id }) => id)).toEqual([last, first]);
});

test('a list accepts only its own cursors', async () => {
  const caller: Caller = { tenantId: 'x', mode: 'SANDBOX' };
  const property = fc.asyncProperty(fc.string({ minLength: 1 }), async (cursor) => {
    await expect(taskListing.page(store, caller, { cursor })).rejects.toThrow(/nextCursor/);
  });
  await fc.assert(property);
  const alike = Buffer.from(JSON.stringify(['tasks', { startDate: "'; drop table tasks" }, 1, 'a'])).toString(
    'base64url',
  );
  await expect(taskListing.page(store, caller, { cursor: alike })).rejects.toThrow(/such as 2026-04-21/);
});

test('a list that is defined in code is paged in its own order', () => {
  const list = {
    name: 'letters',
    items: [...'abcdefg'].map((id) => ({ id })),
    idOf: ({ id }: { id: string }) => id,
    filters: [],
  };
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = pageOfArray(list, { size: 3, ...(cursor ? { cursor } : {}) }, (_, items) => items);
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen.join('')).toBe('abcdefg');
});
