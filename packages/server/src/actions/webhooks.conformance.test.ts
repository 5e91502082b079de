import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openColumns } from '../domain/sealed-columns.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import type { Caller } from '../platform/caller.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { changeWebhook, replaceWebhook } from './change-webhook.ts';
import { createWebhook } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';

const url = 'http://127.0.0.1:9999/hook';

describe.each(['sqlite', 'postgres'] as const)('changes of a webhook on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let delivering: Delivering;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    // This process does not deliver, because a delivery would change its webhook.
    delivering = await startDelivering({ ...place.config, roles: ['api'] });
  });
  afterEach(async () => {
    await delivering[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const change = (id: string, changes: Parameters<typeof changeWebhook>[2]['changes']) =>
    changeWebhook(delivering.services, delivering.caller, { id, changes });

  const rotate = (rotation: Parameters<typeof rotateWebhookSecret>[2], now = Date.now) =>
    rotateWebhookSecret({ ...delivering.services, now }, delivering.caller, rotation);

  /** The webhook's stored secrets, newest first. Some may have expired. */
  const signing = async (id: string) => {
    const { services, caller } = delivering;
    const row = await findWebhook(services.store, caller, id);
    return openColumns(row, services.secrets).secrets;
  };

  test('concurrent registrations do not exceed the limit of each mode', async () => {
    const { services, caller } = delivering;
    const limited = { ...services, config: { ...services.config, webhooksLimit: 3 } };
    const request = { name: 'one', url, eventTypes: ['ALL_EVENTS' as const] };
    const register = (mode: Caller['mode']) => createWebhook(limited, { ...caller, mode }, request);
    const settled = await Promise.allSettled(Array.from({ length: 8 }, () => register('SANDBOX')));
    const refused = settled.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(5);
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ reason: { code: 'INVALID_PARAMETERS' } });
      expect(String((refusal as PromiseRejectedResult).reason)).toContain('WINKWIRE_WEBHOOKS_LIMIT');
    }
    await register('PRODUCTION');
    const [kept] = settled.filter((one) => one.status === 'fulfilled');
    await deleteWebhook(services, caller, kept!.value.id);
    await register('SANDBOX');
    await expect(register('SANDBOX')).rejects.toThrow(/at most 3/);
  });

  test('a filter that is too large is refused when it is set, and when it is replaced', async () => {
    const values = (count: number) => ({ kind: Array.from({ length: count }, (_, n) => n) });
    const deep = (depth: number): object => (depth === 0 ? {} : { a: deep(depth - 1) });
    const refused: [filter: object, problem: RegExp][] = [
      [values(201), /^filter: may compare with at most 200 values, not 201/],
      [{ kind: 'x'.repeat(8192) }, /^filter: may be at most 8192 characters of JSON, not 8203/],
      [deep(8), /^filter: may be at most 8 objects deep/],
      [{ kind: ['a', { b: 1 }] }, /^filter: the list of "kind" may contain strings/],
    ];
    const request = { name: 'one', url, eventTypes: ['ALL_EVENTS' as const] };
    const { services, caller } = delivering;
    const id = await delivering.webhook(url);
    for (const [given, problem] of refused) {
      const filter = given as Record<string, unknown>;
      await expect(delivering.webhook(url, { filter })).rejects.toThrow(problem);
      await expect(change(id, { filter })).rejects.toThrow(problem);
      await expect(
        replaceWebhook(services, caller, { id, settings: { ...request, filter } }),
      ).rejects.toThrow(problem);
    }
    for (const filter of [values(200), { kind: 'x'.repeat(8181) }, deep(7) as Record<string, unknown>])
      expect((await change(id, { filter })).filter).toEqual(filter);
  });

  test('no concurrent change is lost', async () => {
    const id = await delivering.webhook(url);
    await Promise.all([
      change(id, { active: false }),
      change(id, { name: 'renamed' }),
      change(id, { includePayload: true }),
      change(id, { filter: { kind: 'a' } }),
      change(id, { headers: { 'x-team': 'loans' } }),
      change(id, { eventTypes: ['TASK_FINISHED'] }),
    ]);
    expect(await change(id, { asymmetric: false })).toMatchObject({
      active: false,
      name: 'renamed',
      includePayload: true,
      filter: { kind: 'a' },
      headers: { 'x-team': '********' },
      eventTypes: ['TASK_FINISHED'],
    });
  });

  test('every secret of concurrent rotations signs', async () => {
    const id = await delivering.webhook(url);
    const rotated = await Promise.all(Array.from({ length: 5 }, () => rotate({ id, overlapSeconds: 60 })));
    const secrets = (await signing(id)).map(({ secret }) => secret);
    expect(secrets.sort()).toEqual([...rotated.map(({ secret }) => secret), 'secret'].sort());
  });

  test('changing a delivery setting keeps the others, and null restores a default', async () => {
    const delivery = { concurrency: 8, ratePerSecond: 2, retryDelays: [1, 2] };
    const id = await delivering.webhook(url, { delivery, headers: { 'x-team': 'loans' }, filter: { a: 1 } });
    expect((await change(id, { delivery: { concurrency: 4 } })).delivery).toEqual({
      ...delivery,
      concurrency: 4,
    });
    expect((await change(id, { delivery: { concurrency: null, ratePerSecond: null } })).delivery).toEqual({
      retryDelays: [1, 2],
    });
    expect(await change(id, { delivery: null, headers: null, filter: null })).toMatchObject({
      delivery: {},
      headers: {},
      filter: null,
    });
  });

  test('replacing restores the default of every absent setting', async () => {
    const id = await delivering.webhook(url, {
      delivery: { concurrency: 8, retryDelays: [1] },
      headers: { 'x-team': 'loans' },
      filter: { a: 1 },
      asymmetric: true,
      includePayload: true,
      active: false,
    });
    const settings = { name: 'a', url, eventTypes: ['TASK_FINISHED' as const], delivery: { concurrency: 2 } };
    expect(await replaceWebhook(delivering.services, delivering.caller, { id, settings })).toMatchObject({
      ...settings,
      active: true,
      pausedReason: null,
      includePayload: false,
      headers: {},
      filter: null,
      publicKey: null,
      secret: '********',
    });
  });

  test('the stored secret is accepted in full or masked, and any other is refused', async () => {
    const id = await delivering.webhook(url);
    expect(await change(id, { secret: 'secret', name: 'renamed' })).toMatchObject({ name: 'renamed' });
    await expect(change(id, { secret: 'another' })).rejects.toMatchObject({
      code: 'INVALID_PARAMETERS',
      message: expect.stringContaining(`POST /v1/webhooks/${id}/secrets`),
    });
    expect(await change(id, { secret: '********' })).toMatchObject({ secret: '********' });
    expect(await signing(id)).toEqual([{ secret: 'secret', expiresAt: null }]);
  });

  test('a masked header value keeps the stored one, even during another change', async () => {
    const id = await delivering.webhook(url, { headers: { authorization: 'Bearer old', 'x-team': 'loans' } });
    await Promise.all([
      change(id, { headers: { authorization: 'Bearer new', 'x-team': '********' } }),
      change(id, { name: 'renamed', secret: '********' }),
    ]);
    const row = await findWebhook(delivering.services.store, delivering.caller, id);
    expect(openColumns(row, delivering.services.secrets).headers).toEqual({
      authorization: 'Bearer new',
      'x-team': 'loans',
    });
  });

  test('without an overlap only the new secret is left', async () => {
    const id = await delivering.webhook(url);
    await rotate({ id, secret: 'second', overlapSeconds: 600 });
    await rotate({ id, secret: 'third', overlapSeconds: 0 });
    expect(await signing(id)).toEqual([{ secret: 'third', expiresAt: null }]);
  });

  test('after several rotations each secret keeps its own expiry, unless a new overlap is shorter', async () => {
    const id = await delivering.webhook(url);
    let now = Date.now();
    const start = now;
    const rotateAt = (at: number, secret: string, overlapSeconds: number) => {
      now = start + at * 1000;
      return rotate({ id, secret, overlapSeconds }, () => now);
    };
    await rotateAt(0, 'second', 100);
    await rotateAt(10, 'third', 600);
    expect(await signing(id)).toEqual([
      { secret: 'third', expiresAt: null },
      { secret: 'second', expiresAt: start + 610_000 },
      { secret: 'secret', expiresAt: start + 100_000 },
    ]);
    await rotateAt(20, 'fourth', 30);
    expect((await signing(id)).map(({ expiresAt }) => expiresAt)).toEqual([
      null,
      start + 50_000,
      start + 50_000,
      start + 50_000,
    ]);
    await rotateAt(60, 'fifth', 30);
    expect((await signing(id)).map(({ secret }) => secret)).toEqual(['fifth', 'fourth']);
  });
});
