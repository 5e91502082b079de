import { newId } from '@winkwire/contract/ids';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderEvent } from '../pipeline/event-log/render-event.ts';
import type { AttemptResponse } from '../pipeline/model/attempt-outcome.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import { openStore } from './open-store.ts';
import type { Store } from './store.ts';
import { type Engine, type Place, startEngine } from './testing/engines.ts';

const event: NewEvent = {
  tenantId: 'acme',
  mode: 'SANDBOX',
  type: 'USER_CREATED',
  data: { userId: 'u' },
  sourceId: 'u',
};

describe.each(['sqlite', 'postgres'] as const)('the store on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    store = await openStore(place.config);
  });
  afterEach(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });

  async function addEndpoint(
    eventTypes = ['ALL_EVENTS'],
    id: string = newId('webhook'),
    mode = 'SANDBOX',
  ): Promise<string> {
    await store.transaction(async (transaction) => {
      await transaction.run(
        `insert into webhooks (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets,
           headers, delivery, created_at, updated_at)
         values ('acme', $1, $3, 'n', 'https://x.example', $2, 1, 0, '[]', '{}', '{}', 1, 1)`,
        [id, JSON.stringify(eventTypes), mode],
      );
      await transaction.run(
        `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ('acme', $1, 0, 0, $2)`,
        [id, '0'.repeat(64)],
      );
      await transaction.run(`insert into cursors (tenant_id, webhook_id, sequence) values ('acme', $1, 0)`, [
        id,
      ]);
      await transaction.run(
        `insert into webhook_versions (tenant_id, mode, version) values ('acme', $2, $1)
         on conflict (tenant_id, mode) do update set version = excluded.version`,
        [Math.floor(Math.random() * 2 ** 40), mode],
      );
    });
    return id;
  }

  test('values come back as they went in', async () => {
    await store.run('create table kinds (t text, b bigint, s smallint, n text)');
    const now = Date.now();
    await store.run('insert into kinds values ($1, $2, $3, $4)', ['ä 😀 "\\', now, 1, null]);
    expect(await store.all('select * from kinds')).toEqual([{ t: 'ä 😀 "\\', b: now, s: 1, n: null }]);
    expect(await store.get('select count(*) as count from kinds')).toEqual({ count: 1 });
    expect(await store.run('update kinds set s = 0 where s = $1', [5])).toBe(0);
  });

  test('a placeholder may be used twice and out of order', async () => {
    await store.run('create table pairs (a text, b text)');
    await store.run('insert into pairs values ($2, $1), ($1, $1)', ['one', 'two']);
    expect(await store.all('select a, b from pairs order by a')).toEqual([
      { a: 'one', b: 'one' },
      { a: 'two', b: 'one' },
    ]);
  });

  test('a statement that returns rows may write', async () => {
    await store.run('create table counters (value bigint)');
    expect(await store.get('insert into counters values (7) returning value')).toEqual({ value: 7 });
  });

  test('a committed event can be read, and one that was rolled back cannot', async () => {
    const head = await store.transaction(async (transaction) => transaction.append(event));
    await expect(
      store.transaction(async (transaction) => {
        transaction.append(event);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await store.all('select id from events where tenant_id = $1', ['acme'])).toEqual([
      { id: head.id },
    ]);
  });

  test('a transaction sees its own writes, and others see them only after the commit', async () => {
    await store.run('create table things (id text)');
    await store.transaction(async (transaction) => {
      await transaction.run(`insert into things values ('a')`);
      expect(await transaction.all('select id from things')).toHaveLength(1);
      expect(await store.all('select id from things')).toHaveLength(0);
    });
    expect(await store.all('select id from things')).toHaveLength(1);
  });

  test('after a failed statement a transaction can only be rolled back', async () => {
    await store.run('create table things (id text primary key)');
    await expect(
      store.transaction(async (transaction) => {
        await transaction.run(`insert into things values ('a')`);
        await transaction.run('insert into nowhere values (1)').catch(() => {});
        await transaction.run(`insert into things values ('b')`);
      }),
    ).rejects.toThrow();
    expect(await store.all('select id from things')).toEqual([]);
  });

  test('transactions that overlap do not lose an update', async () => {
    await store.run('create table counters (id bigint primary key, value bigint)');
    await store.run('insert into counters values (1, 0)');
    await Promise.all(
      Array.from({ length: 20 }, () =>
        store.transaction(async (transaction) => {
          const row = await transaction.get<{ value: number }>(
            'update counters set value = value + 1 where id = 1 returning value',
          );
          expect(row!.value).toBeGreaterThan(0);
        }),
      ),
    );
    expect(await store.get('select value from counters')).toEqual({ value: 20 });
  });

  test('a transaction that fails does not make others of its group fail', async () => {
    await store.run('create table things (id bigint primary key)');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        store.transaction(async (transaction) => {
          await transaction.run('insert into things values ($1)', [n]);
          if (n % 3 === 0) throw new Error('no');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(7);
    expect(await store.get('select count(*) as count from things')).toEqual({ count: 13 });
  });

  test('an event fans out to the webhooks that match, and each webhook numbers its deliveries without a gap', async () => {
    const all = await addEndpoint();
    const some = await addEndpoint(['ACCOUNT_*']);
    await store.transaction(async (transaction) => {
      transaction.append(event);
      transaction.append({ ...event, type: 'ACCOUNT_CREATED' });
    });
    await Promise.all(
      Array.from({ length: 30 }, () =>
        store.transaction(async (transaction) => transaction.append({ ...event, type: 'ACCOUNT_FAILED' })),
      ),
    );
    const sequencesOf = async (id: string) =>
      (
        await store.all<{ sequence: number }>(
          'select sequence from deliveries where webhook_id = $1 order by sequence',
          [id],
        )
      ).map(({ sequence }) => sequence);
    expect(await sequencesOf(all)).toEqual(Array.from({ length: 32 }, (_, n) => n + 1));
    expect(await sequencesOf(some)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1));
    expect(await store.get('select sequence from queues where webhook_id = $1', [all])).toEqual({
      sequence: 32,
    });
  });

  test('an endpoint registered in a transaction that rolls back is not remembered', async () => {
    await store.transaction(async (transaction) => transaction.append(event));
    await store
      .transaction(async (transaction) => {
        await transaction.run(
          `insert into webhook_versions (tenant_id, mode, version) values ('acme', 'SANDBOX', 99)
           on conflict (tenant_id, mode) do update set version = 99`,
        );
        throw new Error('no');
      })
      .catch(() => {});
    const id = await addEndpoint();
    await store.transaction(async (transaction) => transaction.append(event));
    expect(await store.all('select sequence from deliveries where webhook_id = $1', [id])).toHaveLength(1);
  });

  test('two stores of one process do not share their subscriptions', async () => {
    await using otherPlace = await engine.place();
    const other = await openStore(otherPlace.config);
    const version = `insert into webhook_versions (tenant_id, mode, version) values ('acme', 'SANDBOX', 7)
      on conflict (tenant_id, mode) do update set version = 7`;
    await other.run(version);
    await other.transaction(async (transaction) => transaction.append(event));
    const id = await addEndpoint();
    await store.run(version);
    await store.transaction(async (transaction) => transaction.append(event));
    expect(await store.all('select webhook_id from deliveries')).toEqual([{ webhook_id: id }]);
    await other.close();
  });

  test('a transaction for two tenants stores each event in the log of its own tenant', async () => {
    const id = await addEndpoint();
    const heads = await store.transaction(async (transaction) => [
      transaction.append(event),
      transaction.append({ ...event, tenantId: 'other' }),
      transaction.append({ ...event, tenantId: 'other', mode: 'PRODUCTION' }),
      transaction.append(event),
    ]);
    const [first, second, third, last] = heads.map((head) => head.id);
    expect(
      await store.all('select tenant_id, mode, id from events order by tenant_id, mode desc, id'),
    ).toEqual([
      ...[first, last].sort().map((own) => ({ tenant_id: 'acme', mode: 'SANDBOX', id: own })),
      { tenant_id: 'other', mode: 'SANDBOX', id: second },
      { tenant_id: 'other', mode: 'PRODUCTION', id: third },
    ]);
    expect(
      await store.all('select tenant_id, webhook_id, event_id from deliveries order by sequence'),
    ).toEqual([first, last].map((own) => ({ tenant_id: 'acme', webhook_id: id, event_id: own })));
  });

  test('if events of both modes cannot be stored, none is, and no failure is left unhandled', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => void unheard.push(error);
    process.on('unhandledRejection', hear);
    const failing = store.transaction(async (transaction) => {
      await transaction.run('alter table events drop column traceparent');
      transaction.append(event);
      transaction.append({ ...event, mode: 'PRODUCTION' });
    });
    await expect(failing).rejects.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
    expect(await store.all('select id, traceparent from events')).toEqual([]);
  });

  test('listeners get appended events after their commit, with every delivery', async () => {
    const id = await addEndpoint();
    const seen: [string, number][] = [];
    store.onAppended((handoff) => {
      handoff.forEach(({ event, webhookId, sequence }) => {
        expect(webhookId).toBe(id);
        seen.push([event.id, sequence]);
      });
    });
    const heads = await store.transaction(async (transaction) => [
      transaction.append(event),
      transaction.append(event),
    ]);
    expect(seen).toEqual(heads.map((head, n) => [head.id, n + 1]));
  });

  test('stored events count as stored, and reach the other listeners, even if a listener fails', async () => {
    await addEndpoint();
    const failed: unknown[] = [];
    const log = { error: (fields: object) => void failed.push(fields) };
    const listened = await openStore(place.config, { log });
    const broken = new Error('broken');
    const seen: string[] = [];
    for (const listen of [listened.onStored.bind(listened), listened.onAppended.bind(listened)]) {
      listen(() => {
        throw broken;
      });
      listen((handoff) => void seen.push(...handoff.events.map(({ id }) => id)));
    }
    const { id } = await listened.transaction(async (transaction) => transaction.append(event));
    expect(seen).toEqual([id, id]);
    expect(failed).toEqual([{ err: broken }, { err: broken }]);
    const events = [1, 2].map(() => renderEvent(event, Date.now()));
    const results = await Promise.all(events.map((published) => listened.publish({ event: published })));
    await listened.close();
    expect(results.map(({ kind }) => kind)).toEqual(['stored', 'stored']);
    expect(await store.all('select id from events')).toHaveLength(3);
  });

  test('publishing with the same key stores one event; with another body it is a conflict', async () => {
    const publish = (key: string, digest: string) =>
      store.publish({ event: renderEvent(event, Date.now()), idempotency: { key, digest } });
    const results = await Promise.all([publish('k', 'd'), publish('k', 'd'), publish('k', 'e')]);
    expect(results.map(({ kind }) => kind)).toEqual(['stored', 'repeated', 'conflict']);
    expect(await publish('k', 'd')).toEqual({ ...results[1] });
    expect(await store.all('select id from events')).toHaveLength(1);
  });

  test('if several events are published at once, only the one that cannot be stored is refused', async () => {
    const id = await addEndpoint();
    const events = Array.from({ length: 10 }, () => renderEvent(event, Date.now()));
    const live = renderEvent({ ...event, mode: 'PRODUCTION' }, Date.now());
    await store.publish({ event: events[0]! });
    const results = await Promise.allSettled(
      [live, ...events].map((published) => store.publish({ event: published })),
    );
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      ...Array(9).fill('fulfilled'),
    ]);
    expect(await store.all('select id from events')).toHaveLength(11);
    expect(await store.get('select sequence from queues where webhook_id = $1', [id])).toEqual({
      sequence: 10,
    });
  });

  test('the cause of a failure is kept with its attempt, and with its delivery until it succeeds', async () => {
    const webhookId = await addEndpoint();
    const { id: eventId } = await store.transaction(async (transaction) => transaction.append(event));
    const record = (number: number, failure: Pick<AttemptResponse, 'status' | 'error' | 'cause'>) =>
      store.recordOutcomes({
        now: 10,
        cursors: [],
        outcomes: [
          {
            tenantId: 'acme',
            webhookId,
            sequence: 1,
            eventId,
            number,
            wasDueAt: null,
            response: {
              startedAt: 5,
              durationMs: 7,
              headers: null,
              body: null,
              retryAfter: null,
              ...failure,
            },
            verdict: failure.status === null ? { kind: 'retry', at: 99 } : { kind: 'delivered' },
          },
        ],
      });
    const last = () => store.get('select last_error, last_cause from deliveries');
    await record(1, { status: null, error: 'TLS_FAILED', cause: 'INCOMPLETE_CHAIN' });
    expect(await last()).toEqual({ last_error: 'TLS_FAILED', last_cause: 'INCOMPLETE_CHAIN' });
    await record(2, { status: 200, error: null, cause: null });
    expect(await last()).toEqual({ last_error: null, last_cause: null });
    expect(await store.all('select number, error, cause from attempts order by number')).toEqual([
      { number: 1, error: 'TLS_FAILED', cause: 'INCOMPLETE_CHAIN' },
      { number: 2, error: null, cause: null },
    ]);
  });

  test('outcomes are written with the new states of their deliveries, and a late repetition changes no attempt', async () => {
    const webhookId = await addEndpoint();
    const [eventId, nextId] = await store.transaction(async (transaction) => [
      transaction.append(event).id,
      transaction.append(event).id,
    ]);
    const response = {
      startedAt: 5,
      durationMs: 7,
      status: 500,
      error: null,
      cause: null,
      headers: '{}',
      body: 'no',
      retryAfter: null,
    };
    const failed = { tenantId: 'acme', webhookId, sequence: 1, eventId, number: 1, wasDueAt: null, response };
    await store.recordOutcomes({
      now: 10,
      cursors: [{ tenantId: 'acme', webhookId, sequence: 2 }],
      outcomes: [
        { ...failed, verdict: { kind: 'retry', at: 99 } },
        {
          ...failed,
          sequence: 2,
          eventId: nextId,
          response: { ...response, status: 200 },
          verdict: { kind: 'delivered' },
        },
      ],
    });
    await store.recordOutcomes({
      now: 11,
      cursors: [{ tenantId: 'acme', webhookId, sequence: 1 }],
      outcomes: [{ ...failed, response: { ...response, durationMs: 9 }, verdict: { kind: 'retry', at: 99 } }],
    });
    const columns = 'sequence, state, attempts, due_at, last_status';
    expect(await store.all(`select ${columns} from deliveries order by sequence`)).toEqual([
      { sequence: 1, state: 'retrying', attempts: 1, due_at: 99, last_status: 500 },
      { sequence: 2, state: 'delivered', attempts: 1, due_at: null, last_status: 200 },
    ]);
    expect(await store.all('select sequence, number, duration_ms from attempts order by sequence')).toEqual([
      { sequence: 1, number: 1, duration_ms: 7 },
      { sequence: 2, number: 1, duration_ms: 7 },
    ]);
    expect(await store.get('select sequence from cursors')).toEqual({ sequence: 2 });
  });

  describe.runIf(name === 'postgres')('while an append waits for a counter, it locks no other', () => {
    let other: Client;
    beforeEach(async () => {
      other = new Client(place.config.databaseUrl!);
      await other.connect();
      await other.query('begin');
    });
    afterEach(() => other.end());
    const lockNow = (id: string) =>
      other.query('select 1 from queues where webhook_id = $1 for update nowait', [id]);
    const waits = () =>
      expect
        .poll(() => store.get('select count(*) as count from pg_locks where not granted'))
        .toEqual({ count: 1 });

    test('when it finds a new endpoint', async () => {
      const publish = () => store.publish({ event: renderEvent(event, Date.now()) });
      const last = await addEndpoint(['ALL_EVENTS'], `wh-${'f'.repeat(32)}`);
      await publish();
      const first = await addEndpoint(['ALL_EVENTS'], `wh-${'0'.repeat(32)}`);
      await lockNow(first);
      const published = publish();
      await waits();
      await lockNow(last);
      await other.query('commit');
      expect(await published).toMatchObject({ kind: 'stored' });
    });

    test('when it has events of both modes', async () => {
      const sandbox = await addEndpoint();
      const production = await addEndpoint(['ALL_EVENTS'], newId('webhook'), 'PRODUCTION');
      await lockNow(production);
      const appended = store.transaction(async (transaction) => {
        transaction.append(event);
        transaction.append({ ...event, mode: 'PRODUCTION' });
      });
      await waits();
      await lockNow(sandbox);
      await other.query('commit');
      await appended;
      expect(await store.all('select sequence from deliveries')).toHaveLength(2);
    });
  });

  test('ten stores can be opened at once on an empty database', async () => {
    await using empty = await engine.place();
    const stores = await Promise.all(Array.from({ length: 10 }, () => openStore(empty.config)));
    expect(await stores[0]!.get('select count(*) as count from events')).toEqual({ count: 0 });
    await Promise.all(stores.map((opened) => opened.close()));
  });
});
