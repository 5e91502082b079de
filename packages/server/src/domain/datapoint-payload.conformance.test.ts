import type { DatapointKind } from '@winkwire/contract/datapoints';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Queries, Store } from '../store/store.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { datapointsPayload, datapointsPayloads } from './datapoint-payload.ts';
import { addDatapoints, datapointBody, datapointListings, type NewDatapoint } from './datapoints.ts';

const caller = { tenantId: 'acme', mode: 'SANDBOX' } as const;
const stored = { ...caller, userId: 'u', sourceType: 'ACCOUNT', providerId: 'p', now: 0 } as const;
/** A part of a datapoint is enough, because the store does not validate it. */
type Body = { startDate?: string; text?: string };

function counting(queries: Queries): { made: string[]; queries: Queries } {
  const made: string[] = [];
  const all: Queries['all'] = (sql, parameters) => {
    made.push(sql);
    return queries.all(sql, parameters);
  };
  return { made, queries: { ...queries, all } as Queries };
}

describe.each(['sqlite', 'postgres'] as const)('payloads of sources on %s', (name) => {
  let engine: Engine;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
    store = await openStore((await engine.place()).config);
  });
  afterAll(async () => {
    await store.close();
    await engine[Symbol.asyncDispose]();
  });

  const add = (source: { sourceId: string; now?: number }, kind: DatapointKind, bodies: Body[]) =>
    store.transaction((transaction) =>
      addDatapoints(
        transaction,
        { ...stored, ...source },
        { kind, bodies: bodies as NewDatapoint<DatapointKind>[] },
      ),
    );

  test('need one statement, however many kinds of data and sources there are', async () => {
    await add({ sourceId: 'one' }, 'income', [{ startDate: '2024-01-01' }]);
    await add({ sourceId: 'two' }, 'employment', [{ startDate: '2024-01-01' }]);
    const { made, queries } = counting(store);
    const payloads = await datapointsPayloads(queries, caller, ['one', 'two', 'without-data']);
    expect(made).toHaveLength(1);
    const items = [{ startDate: '2024-01-01' }];
    expect(payloads.get('one')).toMatchObject({ incomes: { items, nextCursor: null }, employments: null });
    expect(payloads.get('two')).toMatchObject({ employments: { items, nextCursor: null }, incomes: null });
    expect(payloads.get('without-data')).toMatchObject({ incomes: null, identity: null });
  });

  test('are read of more sources than a statement may have parameters', async () => {
    await add({ sourceId: 'last' }, 'income', [{}]);
    const ids = Array.from({ length: 33_000 }, (_, n) => `none-${n}`);
    const payloads = await datapointsPayloads(store, caller, [...ids, 'last']);
    expect(payloads.size).toBe(33_001);
    expect(payloads.get('last')?.incomes?.items).toHaveLength(1);
  });

  test('have the newest datapoint of a kind that has no list', async () => {
    await add({ sourceId: 'three', now: 1 }, 'identity', [{ text: 'old' }]);
    await add({ sourceId: 'three', now: 2 }, 'identity', [{ text: 'new' }]);
    expect(await datapointsPayload(store, caller, 'three')).toMatchObject({ identity: { text: 'new' } });
  });

  test("leave out another tenant's datapoints", async () => {
    await add({ sourceId: 'four' }, 'income', [{}]);
    const other = { ...caller, tenantId: 'other' };
    expect(await datapointsPayload(store, other, 'four')).toMatchObject({ incomes: null });
  });

  test.each<[string, Body[]]>([
    ['300 items', Array.from({ length: 300 }, () => ({}))],
    ['301 items', Array.from({ length: 301 }, () => ({ startDate: '2024-01-01' }))],
    ['one large item', [{ text: 'a'.repeat(3_000_000) }, {}]],
    ['items that are large together', Array.from({ length: 4 }, () => ({ text: 'a'.repeat(900_000) }))],
  ])('end each list, here of %s, where a page of the API ends', async (sourceId, bodies) => {
    await add({ sourceId }, 'income', bodies);
    const scope = { ...caller, where: { kind: 'income' } };
    const page = await datapointListings.income.rows(store, scope, { sourceId, size: 300 });
    const { incomes } = await datapointsPayload(store, caller, sourceId);
    expect(incomes).toEqual({ nextCursor: page.nextCursor, items: page.rows.map(datapointBody) });
  });
});
