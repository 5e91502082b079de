import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findWebhook } from '../domain/webhooks.ts';
import type { SealedSecret } from '../pipeline/deliver/endpoint.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { changeWebhook } from './change-webhook.ts';
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
    const { services, caller } = delivering;
    const rotated = await Promise.all(
      Array.from({ length: 5 }, () => rotateWebhookSecret(services, caller, { id, overlapSeconds: 60 })),
    );
    const row = await findWebhook(services.store, caller, id);
    const signing = (JSON.parse(row.secrets) as SealedSecret[]).map(({ sealed }) =>
      services.secrets.open(sealed),
    );
    expect(signing.sort()).toEqual([...rotated.map(({ secret }) => secret), 'secret'].sort());
  });
});
