import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findWebhook } from '../domain/webhooks.ts';
import { openColumns } from '../pipeline/deliver/sealed-columns.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { changeWebhook, replaceWebhook } from './change-webhook.ts';
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
    // Nothing is delivered here: only the owner changes anything.
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

  /** The secrets that sign, newest first. */
  const signing = async (id: string) => {
    const { services, caller } = delivering;
    const row = await findWebhook(services.store, caller, id);
    return openColumns(row, services.secrets).secrets;
  };

  test('changes made at once all stay: none writes back what another has replaced', async () => {
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
      headers: { 'x-team': 'loans' },
      eventTypes: ['TASK_FINISHED'],
    });
  });

  test('of rotations at once every secret that was answered signs', async () => {
    const id = await delivering.webhook(url);
    const rotated = await Promise.all(Array.from({ length: 5 }, () => rotate({ id, overlapSeconds: 60 })));
    const secrets = (await signing(id)).map(({ secret }) => secret);
    expect(secrets.sort()).toEqual([...rotated.map(({ secret }) => secret), 'secret'].sort());
  });

  test('a change of how deliveries are made leaves the rest of it; null brings a default back', async () => {
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

  test('replacing brings back the default of all that is not given', async () => {
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
      secret: 'secret',
    });
  });

  test('a secret is taken back as it is, and any other refused with the way to rotate it', async () => {
    const id = await delivering.webhook(url);
    expect(await change(id, { secret: 'secret', name: 'renamed' })).toMatchObject({ name: 'renamed' });
    await expect(change(id, { secret: 'another' })).rejects.toMatchObject({
      code: 'INVALID_PARAMETERS',
      message: expect.stringContaining(`POST /v1/webhooks/${id}/secrets`),
    });
    expect(await change(id, { active: true })).toMatchObject({ secret: 'secret' });
  });

  test('without an overlap the new secret alone is left: the old one leaked', async () => {
    const id = await delivering.webhook(url);
    await rotate({ id, secret: 'second', overlapSeconds: 600 });
    await rotate({ id, secret: 'third', overlapSeconds: 0 });
    expect(await signing(id)).toEqual([{ secret: 'third', expiresAt: null }]);
  });

  test('rotated again and again each secret keeps its own end, unless the new overlap is shorter', async () => {
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
    // What has ended goes at the next rotation.
    await rotateAt(60, 'fifth', 30);
    expect((await signing(id)).map(({ secret }) => secret)).toEqual(['fifth', 'fourth']);
  });
});
