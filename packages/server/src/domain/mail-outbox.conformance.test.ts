import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { MailOutbox } from './mail-outbox.ts';

describe.each(['sqlite', 'postgres'] as const)('due mails on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  /** `counts` says how many due mails each tenant has. `take` drops the next mails, and returns their tenants. */
  async function openOutbox(counts: Record<string, number>) {
    const place = await engine.place();
    const delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { store, leases } = delivering.services;
    const outbox = new MailOutbox({ table: 'invite_mails', key: 'invite_id' });
    let at = 0;
    for (const [tenant, count] of Object.entries(counts)) {
      for (let n = 0; n < count; n++) {
        await store.run(
          `insert into invite_mails (invite_id, tenant_id, mode, attempts, next_try_at, leased_until)
           values ($1, $2, 'SANDBOX', 0, $3, 0)`,
          [`${tenant} ${n}`, tenant, at++],
        );
      }
    }
    const take = async (size: number, now = 1_000_000): Promise<string[]> => {
      const mails = await store.transaction((transaction) =>
        outbox.acquire(transaction, leases, { now, size }),
      );
      for (const { id } of mails) await outbox.drop(store, id);
      await leases.release(
        'invite_mails',
        mails.map(({ id }) => id),
      );
      return mails.map(({ id }) => id.split(' ')[0]!).sort();
    };
    return {
      store,
      take,
      async [Symbol.asyncDispose]() {
        await delivering[Symbol.asyncDispose]();
        await place[Symbol.asyncDispose]();
      },
    };
  }

  test('a tenant with many older mails delays no other tenant', async () => {
    await using outbox = await openOutbox({ a: 40, b: 2, c: 1 });
    expect(await outbox.take(5)).toEqual(['a', 'a', 'b', 'b', 'c']);
    expect(await outbox.take(5)).toEqual(['a', 'a', 'a', 'a', 'a']);
  });

  test('if there are more tenants than places, each of them gets its turn', async () => {
    const tenants = Array.from({ length: 130 }, (_, n) => `t${String(n).padStart(3, '0')}`);
    await using outbox = await openOutbox(Object.fromEntries(tenants.map((tenant) => [tenant, 2])));
    const taken: string[] = [];
    for (let round = 0; round < 13; round++) taken.push(...(await outbox.take(10)));
    expect(taken.sort()).toEqual(tenants);
    for (let round = 0; round < 13; round++) taken.push(...(await outbox.take(10)));
    expect(taken).toHaveLength(260);
    expect(await outbox.take(10)).toEqual([]);
  });

  test('mails that are refused or not due yet are not taken, and hide no others', async () => {
    await using outbox = await openOutbox({ a: 3, b: 3, c: 3 });
    await outbox.store.run(`update invite_mails set refused_at = 1 where tenant_id = 'a'`);
    await outbox.store.run(`update invite_mails set next_try_at = 5000000 where tenant_id = 'b'`);
    expect(await outbox.take(10)).toEqual(['c', 'c', 'c']);
    expect(await outbox.take(10)).toEqual([]);
    expect(await outbox.take(10, 6_000_000)).toEqual(['b', 'b', 'b']);
  });
});
