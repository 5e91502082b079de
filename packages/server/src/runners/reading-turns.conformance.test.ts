import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acquireArchive } from '../domain/archive-leases.ts';
import { type ArchiveRow, addArchive } from '../domain/archives.ts';
import { Leases } from '../platform/lease.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { ReadingTurns } from './reading-turns.ts';

const archive = (tenant: string, user: string, number: number): ArchiveRow => ({
  id: `${tenant}-${user}-${number}`,
  tenant_id: tenant,
  mode: 'SANDBOX',
  user_id: user,
  provider_id: 'user-provided',
  type: 'PAYSLIP',
  status: 'STARTED',
  error_code: null,
  error_message: null,
  job: 'ANALYZE',
  task_id: null,
  classification: null,
  analysis: null,
  validation: null,
  fields: null,
  reading: null,
  corrections: null,
  pages_known: 0,
  pages_read: 0,
  session_id: null,
  version: 1,
  created_at: number,
  updated_at: number,
  leased_until: 0,
  attempts: 0,
});

describe.each(['sqlite', 'postgres'] as const)('turns of reading on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  async function withStore(archives: ArchiveRow[], work: (store: Store) => Promise<void>) {
    await using place = await engine.place();
    const store = await openStore(place.config);
    try {
      await store.transaction(async (transaction) => {
        for (const each of archives) await addArchive(transaction, each);
      });
      await work(store);
    } finally {
      await store.close();
    }
  }

  const lease = (store: Store, turns: ReadingTurns) =>
    acquireArchive(store, new Leases({ store, processId: 'p' }), { now: 1_000, turn: turns.next() });

  test('turns go from tenant to tenant, then from user to user, and then by age', async () => {
    const many = [1, 2, 3].map((number) => archive('a', 'many', number));
    const archives = [...many, archive('a', 'one', 9), archive('b', 'x', 9), archive('b', 'x', 8)];
    await withStore(archives, async (store) => {
      const turns = new ReadingTurns({ ofAll: 1, ofTenant: 1, ofUser: 1 });
      const order: string[] = [];
      for (let next = await lease(store, turns); next; next = await lease(store, turns)) {
        order.push(next.id);
        turns.begin({ tenantId: next.tenant_id, userId: next.user_id })();
      }
      expect(order).toEqual(['a-many-1', 'b-x-8', 'a-one-9', 'b-x-9', 'a-many-2', 'a-many-3']);
    });
  });

  test('only one archive of a user is read at a time, and a tenant never has all places', async () => {
    const archives = [
      ...[1, 2].map((number) => archive('a', 'u', number)),
      ...['v', 'w'].map((user) => archive('a', user, 5)),
    ];
    await withStore(archives, async (store) => {
      const turns = new ReadingTurns({ ofAll: 3, ofTenant: 2, ofUser: 1 });
      const begin = async () => {
        const next = await lease(store, turns);
        const end = next && turns.begin({ tenantId: next.tenant_id, userId: next.user_id });
        return { id: next?.id, end };
      };
      const [first, second, third] = [await begin(), await begin(), await begin()];
      expect([first.id, second.id, third.id]).toEqual(['a-u-1', 'a-v-5', undefined]);
      await store.transaction((transaction) => addArchive(transaction, archive('b', 'x', 9)));
      expect((await begin()).id).toBe('b-x-9');
      second.end?.();
      expect((await begin()).id).toBe('a-w-5');
    });
  });
});
