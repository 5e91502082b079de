import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { rotateWebhookSecret } from '../actions/rotate-webhook-secret.ts';
import { testWebhook } from '../actions/test-webhook.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { openColumns } from '../domain/sealed-columns.ts';
import { findWebhook, webhookListing } from '../domain/webhooks.ts';
import { makeAuthority } from '../pipeline/testing/make-certificates.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { startReseal } from './reseal.ts';

const [older, newer] = [randomBytes(32), randomBytes(32)];
const authorization = 'Bearer of good news';

describe.each(['sqlite', 'postgres'] as const)('the keys of secrets at rest on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let receiver: Receiver;
  let delivering: Delivering | undefined;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await delivering?.[Symbol.asyncDispose]();
    delivering = undefined;
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  async function startWith(...keys: Buffer[]): Promise<Delivering> {
    await delivering?.[Symbol.asyncDispose]();
    delivering = await startDelivering(place.config, { encryptionKeys: keys });
    return delivering;
  }

  const columns = ({ services: { store } }: Delivering) =>
    store.all<Record<string, string>>('select secrets, signing_key, headers, tls from webhooks order by id');

  test('after a change of the key the old key can be removed, and all signatures stay the same', async () => {
    using authority = makeAuthority('ours');
    const before = await startWith(older);
    const id = await before.webhook(receiver.url, {
      headers: { authorization },
      asymmetric: true,
      tls: { ca: authority.ca },
    });
    await rotateWebhookSecret(before.services, before.caller, { id, secret: 'next', overlapSeconds: 600 });

    const between = await startWith(newer, older);
    const { currentKey } = between.services.secrets;
    expect(JSON.stringify(await columns(between))).not.toContain(currentKey);
    const runner = startReseal(between.services);
    await expect
      .poll(async () => {
        const row = (await columns(between))[0]!;
        return Object.values(row).every((value) => value.includes(`${currentKey}.`));
      })
      .toBe(true);
    await runner.close();

    const after = await startWith(newer);
    await after.append({});
    const { body, headers } = (await receiver.count(1))[0]!;
    const hmac = (secret: string) => createHmac('sha512', secret).update(body).digest('hex');
    expect(headers).toMatchObject({
      'smile-signature': hmac('next'),
      'smile-signature-previous': hmac('secret'),
      authorization,
    });
    expect(String(headers['webhook-signature']).split(' ')).toHaveLength(3);
  });

  test('the headers that owners have set are encrypted, including those that an earlier version stored in plain text', async () => {
    const { services, caller, webhook, append } = await startWith(older);
    const id = await webhook(receiver.url, { headers: { authorization } });
    expect(JSON.stringify(await columns(delivering!))).not.toContain('good news');
    await services.store.run('update webhooks set headers = $1', [JSON.stringify({ authorization })]);
    await append({});
    expect((await receiver.count(1))[0]!.headers).toMatchObject({ authorization });

    const runner = startReseal(services);
    await expect.poll(async () => (await columns(delivering!))[0]!.headers).toMatch(/^[0-9a-f]{8}\./);
    await runner.close();
    const row = await findWebhook(services.store, caller, id);
    expect(openColumns(row, services.secrets).headers).toEqual({ authorization });
  });

  test('an endpoint that no key decrypts is held until it gets a new secret, and others are not affected', async () => {
    const before = await startWith(older);
    const id = await before.webhook(`${receiver.url}?held`);
    const { services, caller, webhook, append } = await startWith(newer);
    await webhook(receiver.url);
    const [eventId] = await append({});
    await receiver.count(1);
    const { secrets: box, store } = services;
    const { items } = await webhookListing({ box, now: Date.now() }).page(store, caller, {});
    const held = items.find((item) => item.id === id);
    expect(held).toMatchObject({ heldReason: expect.stringContaining('cannot be decrypted'), active: true });
    expect(held).not.toHaveProperty('secret');
    const of = { webhookId: id, eventId: eventId!, now: Date.now(), retentionDays: 60, box };
    expect(await explainDelivery(store, caller, of)).toMatchObject({ state: 'HELD' });
    await expect(testWebhook(services, caller, { id, eventType: 'USER_CREATED' })).rejects.toThrow(
      'decrypted',
    );
    expect(await changeWebhook(services, caller, { id, changes: { name: 'renamed' } })).toMatchObject({
      name: 'renamed',
    });

    await rotateWebhookSecret(services, caller, { id, secret: 'mended', overlapSeconds: 600 });
    const { body, headers } = (await receiver.count(2))[1]!;
    expect(headers['smile-signature']).toBe(createHmac('sha512', 'mended').update(body).digest('hex'));
    expect(JSON.parse((await findWebhook(store, caller, id)).secrets)).toHaveLength(1);
  });
});
