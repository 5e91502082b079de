import type { DatapointBody } from '@winkwire/contract/resources/datapoint-schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import {
  addDatapoints,
  datapointResource,
  datapointsOf,
  findDatapoint,
  type NewDatapoint,
  updateDatapoint,
} from './datapoints.ts';

describe.each(['sqlite', 'postgres'] as const)('datapoints on %s', (name) => {
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

  const caller = { tenantId: 'acme', mode: 'SANDBOX' } as const;
  const kind = 'employment';
  const created = Date.UTC(2026, 0, 1);
  const stored = { ...caller, userId: 'u', sourceType: 'ACCOUNT', providerId: 'p', now: created } as const;
  /** A part of an employment is enough, because the store does not validate it. */
  const starting = (startDate: string | null) => ({ startDate }) as NewDatapoint<typeof kind>;

  async function add(sourceId: string, ...dates: (string | null)[]): Promise<string[]> {
    const bodies = dates.map(starting);
    return store.transaction((transaction) =>
      addDatapoints(transaction, { ...stored, sourceId }, { kind, bodies }),
    );
  }

  const change = (id: string, startDate: string | null) =>
    store.transaction((transaction) =>
      updateDatapoint(
        transaction,
        { ...caller, now: created + 1000 },
        { kind, datapoint: { id, ...starting(startDate) } as DatapointBody<typeof kind> },
      ),
    );

  const idsInOrder = async (sourceId: string) =>
    (await datapointsOf(store, caller, { sourceId, kind })).map(({ id }) => id);

  test('a refresh that changes the date of a datapoint changes its place in the list, and its itemCreatedAt', async () => {
    const [newer, older] = await add('one', '2024-05-01', '2023-05-01');
    expect(await idsInOrder('one')).toEqual([newer, older]);
    expect(await change(older!, '2025-05-01')).toBe(true);
    expect(await idsInOrder('one')).toEqual([older, newer]);
    const row = await findDatapoint(store, caller, { kind, id: older! });
    expect(datapointResource(row!).metadata.itemCreatedAt).toBe('2025-05-01T00:00:00Z');
  });

  test('a datapoint that loses its date is sorted by the time at which it was stored', async () => {
    const [first, second] = await add('two', '2025-12-31', '2025-12-30');
    await change(second!, null);
    expect(await idsInOrder('two')).toEqual([second, first]);
    const row = await findDatapoint(store, caller, { kind, id: second! });
    expect(row).toMatchObject({ item_date: null, item_created_at: null, sorted_at: created });
  });
});
