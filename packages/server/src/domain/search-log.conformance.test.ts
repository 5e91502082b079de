import type { EventRecord } from '@winkwire/contract/resources/event-record';
import type { Page } from '@winkwire/contract/schema/envelope';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import type { Caller } from '../platform/caller.ts';
import type { Store, Value } from '../store/store.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { sealCursor } from './cursor.ts';
import { deliveriesOfEvents, findDelivery } from './deliveries.ts';
import { withDeliveryCounts } from './delivery-counts.ts';
import { eventSearch } from './events.ts';
import type { ListQuery } from './listing.ts';
import type { SearchScope } from './log-search.ts';
import { attemptSearch, endpointAttempts } from './search-attempts.ts';
import { deliverySearch, endpointDeliveries } from './search-deliveries.ts';

describe.each(['sqlite', 'postgres'] as const)('searching the log on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let receiver: Receiver;
  let delivering: Delivering;
  /** The first webhook receives every event. The second receives only TASK_FINISHED, with its payload. */
  let webhookIds: string[];
  let eventIds: string[];
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    receiver = await startReceiver();
    delivering = await startDelivering(place.config);
    let tries = 0;
    receiver.behave(({ event, headers }, response) => {
      if (event.type !== 'TASK_FINISHED') return response.end('ok');
      // TASK_FINISHED gets 500 and then 200. The second endpoint always responds with 422.
      if (headers['x-which'] === 'second') return response.writeHead(422).end('No such 100% Customer');
      if (tries++ > 0) return response.end('fine');
      return response.writeHead(500, { 'x-request-id': 'Trace-7' }).end('PEÑA was not found');
    });
    const second = { 'x-which': 'second' };
    webhookIds = [
      await delivering.webhook(receiver.url, { delivery: { retryDelays: [0] } }),
      await delivering.webhook(receiver.url, {
        eventTypes: ['TASK_FINISHED'],
        includePayload: true,
        headers: second,
        delivery: { retryDelays: [] },
      }),
    ];
    eventIds = await delivering.append(
      { userId: 'u-1', sourceId: 'a-1', type: 'ACCOUNT_CREATED', data: { note: 'Palomero' } },
      {
        userId: 'u-1',
        sourceId: 'a-2',
        sessionId: 'ws-1',
        type: 'TASK_FINISHED',
        data: { note: 'spoiled' },
        payload: { incomes: [{ employer: 'José Ñandú' }] },
      },
      { userId: 'u-2', sourceId: 'a-3', type: 'ACCOUNT_CREATED', data: { note: 'under_score' } },
    );
    await vi.waitFor(async () => {
      const open = `select 1 from deliveries where state not in ('delivered', 'failed')`;
      expect(await delivering.services.store.all(open)).toEqual([]);
    }, 20_000);
  });
  afterAll(async () => {
    await delivering[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  type Search = Pick<typeof eventSearch, 'query'> & {
    page(...given: Parameters<typeof eventSearch.page>): Promise<Page<object>>;
  };
  const today = () => new Date().toISOString().slice(0, 10);
  const long = { startDate: '2020-01-01', endDate: '2020-01-02' };

  /** With the `budget` in `paces`, a page ends after one row. */
  async function findAll(
    search: Search,
    query: ListQuery,
    options: Omit<SearchScope, keyof Caller> = {},
  ): Promise<Record<string, unknown>[]> {
    const { store } = delivering.services;
    const found: object[] = [];
    let cursor: string | null = null;
    do {
      const given: ListQuery = cursor === null ? { ...query, size: 2 } : { size: 2, cursor };
      const page: Page<object> = await search.page(store, { ...delivering.caller, ...options }, given);
      found.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found as Record<string, unknown>[];
  }

  const paces = [{}, { budget: { ms: 0, rows: 1 } }];

  describe.each(paces)('events, %j', (pace) => {
    test.each([
      [{}, [3, 2, 1]],
      [{ id: 'EVENT' }, [2]],
      [{ type: 'ACCOUNT_CREATED' }, [3, 1]],
      [{ userId: 'u-1' }, [2, 1]],
      [{ sourceId: 'a-3' }, [3]],
      [{ accountId: 'a-3' }, [3]],
      [{ sessionId: 'ws-1' }, [2]],
      [{ deliveryState: 'FAILED' }, [2]],
      [{ deliveryState: 'FAILED', userId: 'u-1', type: 'TASK_FINISHED', startDate: 'TODAY' }, [2]],
      [{ deliveryState: 'FAILED', userId: 'u-2' }, []],
      [{ deliveryState: 'FAILED', id: 'EVENT' }, [2]],
      [{ deliveryState: 'FAILED', endDate: '2020-01-02' }, []],
      [{ deliveryState: 'RETRYING' }, []],
      [{ deliveryState: 'DELIVERED' }, [3, 2, 1]],
      [{ deliveryState: 'WAITING' }, []],
      [{ text: 'palomero' }, [1]],
      [{ text: 'UNDER_S' }, [3]],
      [{ text: 'underXs' }, []],
      [{ text: 'josé Ñ' }, [2]],
      [{ text: 'JOSé Ñandú' }, [2]],
      [{ text: 'josé ñ' }, []],
      [long, []],
      [{ startDate: 'TODAY', endDate: 'TODAY' }, [3, 2, 1]],
      [{ userId: 'u-1', type: 'ACCOUNT_CREATED' }, [1]],
    ] as [ListQuery, number[]][])('%j finds %j', async (query, numbers) => {
      const found = await findAll(eventSearch, filled(query), pace);
      expect(found.map(({ id }) => eventIds.indexOf(id as string) + 1)).toEqual(numbers);
    });
  });

  describe.each(paces)('deliveries, %j', (pace) => {
    // The second event has two deliveries, so it appears twice.
    test.each([
      [{}, [3, 2, 2, 1]],
      [{ webhookId: 'SECOND' }, [2]],
      [{ webhookId: 'FIRST' }, [3, 2, 1]],
      [{ eventId: 'EVENT' }, [2, 2]],
      [{ type: 'ACCOUNT_CREATED' }, [3, 1]],
      [{ userId: 'u-1' }, [2, 2, 1]],
      [{ sourceId: 'a-3' }, [3]],
      [{ accountId: 'a-3' }, [3]],
      [{ state: 'FAILED' }, [2]],
      [{ state: 'DELIVERED', eventStartDate: 'TODAY' }, [3, 2, 1]],
      [{ state: 'FAILED', eventEndDate: 'TODAY' }, [2]],
      [{ state: 'FAILED', eventEndDate: '2020-01-02' }, []],
      [{ state: 'FAILED', updatedStartDate: 'TODAY', updatedEndDate: 'TODAY' }, [2]],
      [{ state: 'FAILED', updatedEndDate: '2020-01-02' }, []],
      [{ updatedStartDate: '2100-01-01' }, []],
      [{ status: 422 }, [2]],
      [{ error: 'TIMEOUT' }, []],
      [{ text: 'palomero' }, [1]],
      [{ text: '100% customer' }, [2]],
      [{ text: 'such%customer' }, []],
      [{ text: 'Ñandú' }, [2]],
      [{ text: 'peÑa WAS' }, [2]],
      [long, []],
      [{ startDate: 'TODAY', endDate: 'TODAY' }, [3, 2, 2, 1]],
    ] as [ListQuery, number[]][])('%j finds %j', async (query, numbers) => {
      const found = await findAll(deliverySearch, filled(query), pace);
      expect(found.map(({ eventId }) => eventIds.indexOf(eventId as string) + 1)).toEqual(numbers);
      const { webhookId: which, ...others } = query;
      if (which === 'SECOND') return;
      const where = { 'd.webhook_id': webhookIds[0]! };
      const own = await findAll(endpointDeliveries, filled(others), { ...pace, where });
      const expected = found.filter(({ webhookId }) => webhookId === webhookIds[0]);
      expect(own).toEqual(expected);
    });
  });

  test('the deliveries to one endpoint are found without reading those to others, newest first', async () => {
    const { store } = delivering.services;
    const [, second] = webhookIds as [string, string];
    const budget = { ms: 0, rows: 1 };
    const page = await deliverySearch.page(
      store,
      { ...delivering.caller, budget },
      { webhookId: second, size: 2 },
    );
    expect(page.items.map(({ eventId }) => eventId)).toEqual([eventIds[1]]);
  });

  test.each(['endDate', 'updatedEndDate', 'eventStartDate', 'eventEndDate'])(
    'a search at one endpoint with %s stops at the end of its budget, and does not first read all rows outside the period',
    async (name) => {
      const { store } = delivering.services;
      const [webhookId] = webhookIds as [string];
      const time = name === 'eventStartDate' ? '2100-01-01' : '2000-01-01';
      const options = { ...delivering.caller, budget: { ms: 0, rows: 1 } };
      const where = { 'd.webhook_id': webhookId };
      const pages = [
        await deliverySearch.page(store, options, { webhookId, [name]: time }),
        await endpointDeliveries.page(store, { ...options, where }, { [name]: time }),
      ];
      if (name === 'endDate') {
        pages.push((await attemptSearch.page(store, options, { webhookId, [name]: time })) as never);
        pages.push((await endpointAttempts.page(store, { ...options, where }, { [name]: time })) as never);
      }
      for (const { items, nextCursor } of pages) {
        expect(items).toEqual([]);
        expect(nextCursor).not.toBeNull();
      }
    },
  );

  test('a search at an endpoint of the other mode reads none of its deliveries', async () => {
    const { store } = delivering.services;
    const [webhookId] = webhookIds as [string];
    const setMode = (mode: string) =>
      store.run('update deliveries set mode = $1 where webhook_id = $2', [mode, webhookId]);
    const other = { ...delivering.caller, mode: 'PRODUCTION' as const, budget: { ms: 0, rows: 1 } };
    await setMode(other.mode);
    expect(await deliverySearch.page(store, other, { webhookId })).toEqual({ items: [], nextCursor: null });
    await setMode(delivering.caller.mode);
  });

  test('a cursor of an earlier version, which read the deliveries to all endpoints, is continued', async () => {
    const { store } = delivering.services;
    const [first] = webhookIds as [string, string];
    for (const key of [[eventIds[1], first, 2], [eventIds[1]]]) {
      const after: [number, string] = [0, JSON.stringify(key)];
      const cursor = sealCursor({ list: 'all deliveries', filters: { webhookId: first }, after });
      const page = await deliverySearch.page(store, delivering.caller, { cursor });
      expect(page.items.map(({ eventId }) => eventId)).toEqual([eventIds[0]]);
    }
  });

  describe.each(paces)('attempts, %j', (pace) => {
    // Attempts `1a` and `3a` deliver events 1 and 3. `2a` fails with 500, and `2b` delivers event 2. `2c` fails at the
    // other endpoint with 422.
    test.each([
      [{}, ['1a', '2a', '2b', '2c', '3a']],
      [{ webhookId: 'SECOND' }, ['2c']],
      [{ eventId: 'EVENT' }, ['2a', '2b', '2c']],
      [{ type: 'ACCOUNT_CREATED' }, ['1a', '3a']],
      [{ userId: 'u-2' }, ['3a']],
      [{ userId: 'u-1', webhookId: 'SECOND', startDate: 'TODAY', endDate: 'TODAY' }, ['2c']],
      [{ userId: 'u-1', ...long }, []],
      [{ sourceId: 'a-1' }, ['1a']],
      [{ accountId: 'a-1' }, ['1a']],
      [{ succeeded: false }, ['2a', '2c']],
      [{ succeeded: true }, ['1a', '2b', '3a']],
      [{ succeeded: true, webhookId: 'FIRST' }, ['1a', '2b', '3a']],
      [{ succeeded: false, webhookId: 'SECOND' }, ['2c']],
      [{ succeeded: false, userId: 'u-1', type: 'TASK_FINISHED', text: 'PEÑA' }, ['2a']],
      [{ succeeded: false, userId: 'u-2' }, []],
      [{ succeeded: false, eventId: 'EVENT' }, ['2a', '2c']],
      [{ succeeded: false, startDate: 'TODAY', endDate: 'TODAY' }, ['2a', '2c']],
      [{ succeeded: false, ...long }, []],
      [{ status: 500 }, ['2a']],
      [{ status: 500, succeeded: true }, []],
      [{ status: 500, webhookId: 'SECOND' }, []],
      [{ status: 200 }, ['1a', '2b', '3a']],
      [{ status: 200, succeeded: false }, []],
      [{ error: 'TIMEOUT' }, []],
      [{ error: '500' }, []],
      [{ text: 'fine' }, ['2b']],
      [{ text: 'peÑA was' }, ['2a']],
      [{ text: 'peña' }, []],
      [{ text: 'trace-7' }, ['2a']],
      [long, []],
      [{ startDate: 'TODAY', endDate: 'TODAY' }, ['1a', '2a', '2b', '2c', '3a']],
    ] as [ListQuery, string[]][])('%j finds %j', async (query, names) => {
      const found = await findAll(attemptSearch, filled(query), pace);
      const nameOf = ({ eventId, webhookId, number }: Record<string, unknown>) =>
        `${eventIds.indexOf(eventId as string) + 1}${webhookId === webhookIds[1] ? 'c' : 'ab'[Number(number) - 1]}`;
      expect(found.map(nameOf).sort()).toEqual(names);
      const where = { 'd.webhook_id': webhookIds[0]! };
      const { webhookId: _, ...others } = query;
      const own = await findAll(endpointAttempts, filled(others), { ...pace, where });
      if (query.webhookId === undefined) {
        expect(own).toEqual(found.filter(({ webhookId }) => webhookId === webhookIds[0]));
      }
    });
  });

  test('no attempts are looked up for a delivery without attempts', async () => {
    const { store } = delivering.services;
    const query = { webhookId: webhookIds[1]! };
    const mark = (attempts: number) =>
      store.run('update deliveries set attempts = $1 where webhook_id = $2', [attempts, query.webhookId]);
    await mark(0);
    expect(await findAll(attemptSearch, query)).toEqual([]);
    await mark(1);
    expect(await findAll(attemptSearch, query)).toHaveLength(1);
  });

  test('failed attempts are listed by time, and a search by any error finds its attempts', async () => {
    const { caller } = delivering;
    const [{ webhookId, sequence } = { webhookId: '', sequence: 0 }] = await findAll(attemptSearch, {
      status: 422,
    });
    const { store } = delivering.services;
    const failures = [
      [11, 302, 'REDIRECT_REFUSED'],
      [12, null, 'TIMEOUT'],
      [13, 404, null],
      [14, null, 'TIMEOUT'],
    ] as const;
    for (const [number, status, error] of failures) {
      // Attempts 12 and 13 are in the same millisecond. All four inserted attempts are older than the real ones.
      await store.run(
        `insert into other_attempts (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error)
         values ($1, $2, $3, $4, $5, 1, $6, $7)`,
        [
          caller.tenantId,
          webhookId as string,
          sequence as number,
          number,
          1000 + Math.floor(number / 2),
          status,
          error,
        ],
      );
    }
    for (const pace of paces) {
      const numbersOf = async (query: ListQuery) =>
        (await findAll(attemptSearch, query, pace)).map(({ number }) => number);
      expect(await numbersOf({ succeeded: false })).toEqual([1, 1, 14, 13, 12, 11]);
      expect(await numbersOf({ error: 'TIMEOUT' })).toEqual([14, 12]);
      expect(await numbersOf({ error: 'REDIRECT_REFUSED' })).toEqual([11]);
      expect(await numbersOf({ status: 302 })).toEqual([11]);
      expect(await numbersOf({ status: 404 })).toEqual([13]);
    }
    const other = { ...caller, mode: 'PRODUCTION' as const };
    expect((await attemptSearch.page(store, other, { succeeded: false })).items).toEqual([]);
    await store.run('delete from other_attempts where started_at < 2000');
  });

  test('an event that failed at both endpoints is found once, and only while it fails', async () => {
    const { store } = delivering.services;
    const mark = (state: string) =>
      store.run('update deliveries set state = $1 where webhook_id = $2', [state, webhookIds[0]!]);
    for (const pace of paces) {
      await mark('failed');
      const failed = await findAll(eventSearch, { deliveryState: 'FAILED' }, pace);
      expect(failed.map(({ id }) => id)).toEqual(eventIds.toReversed());
      await mark('delivered');
      expect(await findAll(eventSearch, { deliveryState: 'FAILED' }, pace)).toHaveLength(1);
    }
  });

  test('a delivery to a deleted webhook is neither pending nor retrying, and the delivery says why', async () => {
    const { store } = delivering.services;
    const { caller } = delivering;
    const set = (state: string, deletedAt: number | null) =>
      store.transaction(async (transaction) => {
        await transaction.run('update deliveries set state = $1 where webhook_id = $2', [
          state,
          webhookIds[1]!,
        ]);
        await transaction.run('update webhooks set deleted_at = $1 where id = $2', [
          deletedAt,
          webhookIds[1]!,
        ]);
      });
    const event = [{ id: eventIds[1]! }] as EventRecord[];
    const counted = async () => (await withDeliveryCounts(store, caller, event))[0]?.deliveryCounts;
    for (const pace of paces) {
      for (const state of ['retrying', 'waiting']) {
        const of = { state: state.toUpperCase() };
        await set(state, null);
        expect(await findAll(deliverySearch, of, pace)).toHaveLength(1);
        expect(await findAll(eventSearch, { deliveryState: of.state }, pace)).toHaveLength(1);
        expect(await counted()).toMatchObject({ delivered: 1, [state]: 1 });
        await set(state, 1);
        expect(await findAll(deliverySearch, of, pace)).toEqual([]);
        expect(await findAll(eventSearch, { deliveryState: of.state }, pace)).toEqual([]);
        expect(await counted()).toEqual({ delivered: 1, failed: 0, retrying: 0, waiting: 0 });
      }
    }
    const shown = await deliveriesOfEvents(store, caller, [eventIds[1]!]);
    expect(shown.map(({ webhookId, webhookDeleted }) => [webhookId, webhookDeleted]).sort()).toEqual(
      [
        [webhookIds[0], false],
        [webhookIds[1], true],
      ].sort(),
    );
    await set('failed', 1);
    expect(await findAll(deliverySearch, { state: 'FAILED' })).toHaveLength(1);
    expect(await counted()).toMatchObject({ delivered: 1, failed: 1 });
    await set('failed', null);
  });

  test('an attempt names its delivery and its event', async () => {
    const [found] = await findAll(attemptSearch, { status: 500 });
    expect(found).toMatchObject({
      webhookId: webhookIds[0],
      sequence: 2,
      eventId: eventIds[1],
      eventType: 'TASK_FINISHED',
      sourceId: 'a-2',
      userId: 'u-1',
      number: 1,
      responseBody: 'PEÑA was not found',
    });
  });

  test('a chunk without results gives an empty page, from which the search continues', async () => {
    const { store } = delivering.services;
    const options = { budget: { ms: 0, rows: 1 } };
    const first = await eventSearch.page(store, { ...delivering.caller, ...options }, { text: 'palomero' });
    expect(first).toEqual({ items: [], nextCursor: expect.any(String) });
    const next = { cursor: first.nextCursor! };
    const rest = await eventSearch.page(store, delivering.caller, next);
    expect(rest.items.map(({ id }) => id)).toEqual([eventIds[0]]);
    expect(rest.nextCursor).toBeNull();
  });

  test.each(['["x","y"]', '[1]', '[]', '["a\\u0000"]', 'nonsense'])(
    'a cursor with the key %s is refused',
    async (key) => {
      const cursor = Buffer.from(JSON.stringify(['events', {}, 0, key])).toString('base64url');
      const { store } = delivering.services;
      await expect(eventSearch.page(store, delivering.caller, { cursor })).rejects.toThrow('nextCursor');
    },
  );

  async function plansOf(work: (store: Store) => Promise<unknown>): Promise<string[]> {
    const { store } = delivering.services;
    const details: string[] = [];
    const all: Store['all'] = async (sql, parameters = []) => {
      const plan = await store.all<{ detail: string }>(`explain query plan ${sql}`, parameters);
      details.push(...plan.map(({ detail }) => detail));
      return store.all(sql, parameters);
    };
    const get = async (sql: string, parameters?: readonly Value[]) => (await all(sql, parameters))[0];
    await work({ engine: store.engine, all, get } as Store);
    return details;
  }

  test.runIf(name === 'sqlite')(
    'no search, and no view of an event, reads all rows of a tenant',
    async () => {
      const { caller } = delivering;
      const options = { budget: { ms: 0, rows: 1 } };
      const where = { 'd.webhook_id': webhookIds[0]! };
      const plans = await plansOf(async (store) => {
        for (const search of [
          eventSearch,
          deliverySearch,
          attemptSearch,
          endpointDeliveries,
          endpointAttempts,
        ]) {
          const scope = search === endpointDeliveries || search === endpointAttempts ? { where } : {};
          for (const name of Object.keys((search.query as unknown as { properties: object }).properties)) {
            const value = name.endsWith('Date') ? today() : /state$/i.test(name) ? 'FAILED' : 'u-1';
            const query = name === 'size' || name === 'cursor' ? {} : { [name]: value };
            await search.page(store, { ...caller, ...options, ...scope }, query);
          }
        }
        await deliveriesOfEvents(store, caller, eventIds.slice(0, 2));
        await findDelivery(store, caller, { webhookId: webhookIds[0]!, eventId: eventIds[0]! });
      });
      expect(plans.length).toBeGreaterThan(100);
      // Reading all rows of these tables is fine, because they are small or constant.
      const small = ['SCAN n', 'SCAN k', 'SCAN CONSTANT ROW'];
      const large = plans.filter((step) => !step.startsWith('SEARCH w ') && !small.includes(step));
      expect(large.filter((step) => /^SCAN|\(tenant_id=\?\)$/.test(step))).toEqual([]);
    },
  );

  test('deliveries that a paused webhook has not received are found as pending', async () => {
    // With this rate, the lane cannot send another delivery before the pause takes effect.
    const delivery = { ratePerSecond: 0.01 };
    const settings = { eventTypes: ['INVITE_INVITED' as const], active: true, delivery };
    const id = await delivering.webhook(receiver.url, settings);
    await delivering.append({ type: 'INVITE_INVITED', userId: 'u-9' });
    const where = { 'd.webhook_id': id };
    await vi.waitFor(async () => {
      expect(await findAll(endpointDeliveries, { state: 'DELIVERED' }, { where })).toHaveLength(1);
    }, 20_000);
    await changeWebhook(delivering.services, delivering.caller, { id, changes: { active: false } });
    await delivering.append(
      { type: 'INVITE_INVITED', userId: 'u-9' },
      { type: 'INVITE_INVITED', userId: 'u-9' },
    );
    for (const pace of paces) {
      const found = await findAll(endpointDeliveries, { state: 'WAITING' }, { where, ...pace });
      expect(found.map(({ sequence }) => sequence)).toEqual([3, 2]);
    }
  });

  test.runIf(name === 'postgres')(
    'the attempts of a delivery are looked up, not picked from all attempts',
    async () => {
      const plan = await delivering.services.store.all<{ 'QUERY PLAN': string }>(
        `explain select a.* from deliveries d
       join attempts a on a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence
       where d.event_id = $1`,
        [eventIds[0]!],
      );
      // A Subquery Scan would read all rows of one of the two tables of the view `attempts`.
      expect(plan.map((line) => line['QUERY PLAN']).join('\n')).not.toContain('Subquery Scan');
    },
  );

  test('a search can be limited to existing endpoints, or to deleted ones', async () => {
    const { store } = delivering.services;
    const setDeleted = (at: number | null) =>
      store.run('update webhooks set deleted_at = $1 where id = $2', [at, webhookIds[1]!]);
    const counts = async (live: boolean) => [
      (await findAll(deliverySearch, { live, userId: 'u-1' })).length,
      (await findAll(attemptSearch, { live, status: 422 })).length,
      (await findAll(attemptSearch, { live, succeeded: false })).length,
    ];
    expect(await counts(true)).toEqual([3, 1, 2]);
    await setDeleted(1);
    expect(await counts(true)).toEqual([2, 0, 1]);
    expect(await counts(false)).toEqual([1, 1, 1]);
    await setDeleted(null);
  });

  function filled(query: ListQuery): ListQuery {
    const words: Record<string, string> = {
      EVENT: eventIds[1]!,
      FIRST: webhookIds[0]!,
      SECOND: webhookIds[1]!,
      TODAY: today(),
    };
    return Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, words[value as string] ?? value]),
    );
  }
});
