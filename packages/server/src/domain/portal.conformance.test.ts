import { randomBytes } from 'node:crypto';
import { newId } from '@winkwire/contract/ids';
import type { MarkOf } from '@winkwire/contract/portal-api';
import { timestamp } from '@winkwire/contract/timestamp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signInToPortal } from '../actions/sign-in-to-portal.ts';
import type { AttemptOutcome } from '../pipeline/model/attempt-outcome.ts';
import type { Caller } from '../platform/caller.ts';
import { SecretBox } from '../platform/secret-box.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import type { ListQuery } from './listing.ts';
import { findOverview } from './portal-overview.ts';
import { findPortalSession } from './portal-session.ts';
import { insertSignInLink } from './portal-sign-in-link.ts';
import { findTimeline } from './portal-timeline.ts';
import { deliverySearch } from './search-deliveries.ts';

const secrets = new SecretBox([randomBytes(32)]);
const caller: Caller = { tenantId: 'acme', mode: 'SANDBOX' };
const wholeTimeline = {
  userId: 'u',
  size: 100,
  now: Date.now(),
  config: { retentionDays: 60, callbackHours: 24 },
};

describe.each(['sqlite', 'postgres'] as const)("the portal's queries on %s", (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    store = await openStore(place.config);
  });
  afterAll(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  async function addWebhook(): Promise<string> {
    const id = newId('webhook');
    await store.run(
      `insert into webhooks (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets, headers,
         delivery, created_at, updated_at)
       values ('acme', $1, 'SANDBOX', 'Loan desk', 'https://x.example', '["ALL_EVENTS"]', 1, 0, '[]', '{}', '{}', 1, 1)`,
      [id],
    );
    await store.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ('acme', $1, 0, 0, $2)`,
      [id, '0'.repeat(64)],
    );
    await store.run(`insert into cursors (tenant_id, webhook_id, sequence) values ('acme', $1, 0)`, [id]);
    await store.run(`insert into webhook_versions (tenant_id, mode, version) values ('acme', 'SANDBOX', 1)
       on conflict (tenant_id, mode) do update set version = webhook_versions.version + 1`);
    return id;
  }

  const append = (type: string) =>
    store.transaction(async (transaction) =>
      transaction.append({ ...caller, type, data: { userId: 'u' }, sourceId: 'u', userId: 'u' }),
    );

  test('a link works once, and the cookie finds its session', async () => {
    const now = Date.now();
    const services = { store, now: () => now };
    const token = await insertSignInLink(store, {
      tenantId: 'acme',
      now,
      person: 'Maria Santos',
      role: 'VIEWER',
    });
    const { sessionToken } = await signInToPortal(services, token);
    expect(
      await findPortalSession(
        { ...services, publicUrl: 'http://127.0.0.1' },
        `a=b; winkwire_portal=${sessionToken}`,
      ),
    ).toMatchObject({
      tenantId: 'acme',
      person: 'Maria Santos',
      role: 'VIEWER',
    });
    await expect(signInToPortal(services, token)).rejects.toThrow('already been used');
  });

  test('the overview and the timeline show what is in the log', async () => {
    const webhookId = await addWebhook();
    const first = await append('USER_CREATED');
    const second = await append('ACCOUNT_CREATED');
    await store.run(
      `update deliveries set state = 'delivered', attempts = 1 where tenant_id = 'acme' and sequence = 1`,
    );
    await store.run(
      `insert into other_attempts (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status)
       values ('acme', $1, 1, 1, $2, 40, 204)`,
      [webhookId, Date.now()],
    );

    const overview = await findOverview({ store, secrets }, caller, Date.now());
    expect(overview.deliveries).toEqual({ delivered: 1, failed: 0, retrying: 0, waiting: 1 });
    expect(overview.hours.reduce((sum, { events }) => sum + events, 0)).toBe(2);

    const { items, nextCursor } = await findTimeline(store, caller, wholeTimeline);
    expect(nextCursor).toBe(null);
    expect(items.filter(({ kind }) => kind === 'EVENT').map(({ eventId }) => eventId)).toEqual([
      first.id,
      second.id,
    ]);
    expect(items.find(({ kind }) => kind === 'ATTEMPT')).toMatchObject({
      eventId: first.id,
      webhookName: 'Loan desk',
      number: 1,
      durationMs: 40,
      succeeded: true,
      status: 204,
    });
    expect(await findTimeline(store, { ...caller, mode: 'PRODUCTION' }, wholeTimeline)).toEqual({
      items: [],
      sessions: [],
      nextCursor: null,
    });
  });

  test('the timeline says whether the webhook of a delivery was deleted', async () => {
    const deleted = await addWebhook();
    const event = await append('USER_CREATED');
    await store.run('update webhooks set deleted_at = 1 where id = $1', [deleted]);
    const { items } = await findTimeline(store, caller, wholeTimeline);
    const mark = items.find(({ kind, eventId }) => kind === 'EVENT' && eventId === event.id);
    const { deliveries } = mark as MarkOf<'EVENT'>;
    expect(deliveries.length).toBeGreaterThan(1);
    for (const { webhookId, webhookDeleted } of deliveries)
      expect(webhookDeleted).toBe(webhookId === deleted);
  });

  test('the timeline says why an event has no body', async () => {
    const [expired, erased, damaged] = [
      await append('USER_CREATED'),
      await append('USER_CREATED'),
      await append('USER_CREATED'),
    ];
    const set = (change: string, { id }: { id: string }) =>
      store.run(`update events set ${change} where id = $1`, [id]);
    await set('body = null, created_at = 1', expired);
    await set('body = null', erased);
    await set("body = body || ' '", damaged);
    const { items } = await findTimeline(store, caller, wholeTimeline);
    const missing = items.flatMap((mark) =>
      mark.kind === 'EVENT' && mark.bodyMissing ? [[mark.eventId, mark.bodyMissing]] : [],
    );
    expect(Object.fromEntries(missing)).toEqual({
      [expired.id]: 'EXPIRED',
      [erased.id]: 'ERASED',
      [damaged.id]: 'DAMAGED',
    });
  });

  test('a delivery counts as given up by the time of that, and as delivered by its creation', async () => {
    const webhookId = await addWebhook();
    const ids = [
      await append('USER_CREATED'),
      await append('USER_CREATED'),
      await append('USER_CREATED'),
      await append('USER_CREATED'),
    ];
    const now = Date.now();
    const day = 24 * 60 * 60 * 1000;
    const set = (sequence: number, state: string, [createdAt, updatedAt]: [number, number]) =>
      store.run(
        `update deliveries set state = $3, attempts = 1, created_at = $4, updated_at = $5
         where tenant_id = 'acme' and webhook_id = $1 and sequence = $2`,
        [webhookId, sequence, state, createdAt, updatedAt],
      );
    await set(1, 'failed', [now - 5 * day, now - 2 * day]);
    await set(2, 'failed', [now - 3 * day, now - day / 2]);
    await set(3, 'delivered', [now - 3 * day, now - day / 2]);
    await set(4, 'delivered', [now - day / 2, now - day / 2]);
    const overview = await findOverview({ store, secrets }, caller, now);
    const endpoint = overview.endpoints.find(({ id }) => id === webhookId);
    expect(endpoint).toMatchObject({
      failed: 1,
      delivered: 1,
      oldestFailedAt: timestamp(now - 5 * day),
    });
    await store.run(`update deliveries set last_error = 'EXPIRED' where webhook_id = $1 and sequence = 1`, [
      webhookId,
    ]);
    const { endpoints } = await findOverview({ store, secrets }, caller, now);
    expect(endpoints.find(({ id }) => id === webhookId)?.oldestFailedAt).toBe(timestamp(now - 3 * day));

    const listed = async (query: ListQuery) => {
      const { items } = await deliverySearch.page(store, caller, { webhookId, ...query });
      return items.map(({ eventId }) => ids.findIndex(({ id }) => id === eventId) + 1);
    };
    const { day: since } = overview.since;
    expect(await listed({ state: 'FAILED', updatedStartDate: since })).toEqual([2]);
    expect(await listed({ state: 'DELIVERED', startDate: since })).toEqual([4]);
  });

  test('the overview says of each endpoint whether it is served, and why nothing can be sent to it', async () => {
    const [plain, lost] = [await addWebhook(), await addWebhook()];
    const sealWith = (webhookId: string, box: Pick<SecretBox, 'seal'>) =>
      store.run('update webhooks set secrets = $2 where id = $1', [
        webhookId,
        JSON.stringify([{ sealed: box.seal('a secret'), createdAt: 0, expiresAt: null }]),
      ]);
    await sealWith(plain, secrets);
    await sealWith(lost, new SecretBox([randomBytes(32)]));
    const find = async (webhookId: string) => {
      const { endpoints } = await findOverview({ store, secrets }, caller, Date.now());
      return endpoints.find(({ id }) => id === webhookId);
    };
    expect(await find(plain)).toMatchObject({ isServed: false, heldReason: null });
    expect((await find(lost))?.heldReason).toContain('cannot be decrypted');

    const lease = (until: number) =>
      store.run(
        `insert into leases (kind, id, owner, leased_until) values ('shard', '0', 'p', $1)
         on conflict (kind, id) do update set leased_until = excluded.leased_until`,
        [until],
      );
    await lease(Date.now() + 60_000);
    expect((await find(plain))?.isServed).toBe(true);
    await lease(Date.now() - 60_000);
    expect((await find(plain))?.isServed).toBe(false);
  });

  test('attempts are counted by outcome and duration, even those of a delivery that is still retrying', async () => {
    const webhookId = await addWebhook();
    const { id: eventId } = await append('USER_CREATED');
    const now = Date.now();
    const outcome = (number: number, startedAt: number, succeeds: boolean): AttemptOutcome => ({
      tenantId: 'acme',
      webhookId,
      sequence: 1,
      eventId,
      number,
      wasDueAt: number === 1 ? null : now,
      response: {
        startedAt,
        durationMs: succeeds ? 40 : 900,
        status: succeeds ? 200 : 500,
        error: null,
        cause: null,
        headers: null,
        body: null,
        retryAfter: null,
      },
      verdict: succeeds ? { kind: 'delivered' } : { kind: 'retry', at: now },
    });
    const record = (...outcomes: AttemptOutcome[]) => store.recordOutcomes({ outcomes, cursors: [], now });
    const day = 24 * 60 * 60 * 1000;
    await record(outcome(1, now - 3 * day, false), outcome(2, now - day / 2, false));
    await record(outcome(3, now, false));
    const find = async () => {
      const { endpoints } = await findOverview({ store, secrets }, caller, now);
      return endpoints.find(({ id }) => id === webhookId);
    };

    const failing = await find();
    expect(failing?.attempts.hour).toMatchObject({ total: 1, failed: 1 });
    expect(failing?.attempts.day).toMatchObject({ total: 2, failed: 2 });
    expect(failing?.attempts.week).toMatchObject({ total: 3, failed: 3 });
    expect(failing?.attempts.hour.p50).toBeGreaterThan(500);
    expect(failing?.attempts.hour.p50).toBeLessThanOrEqual(1000);
    expect(failing?.retrying).toBe(1);
    expect(failing?.oldestBacklogAt).not.toBeNull();

    await record(outcome(4, now, true));
    const mended = await find();
    expect(mended?.attempts.hour).toMatchObject({ total: 2, failed: 1 });
    expect(mended?.oldestBacklogAt).toBeNull();
  });
});
