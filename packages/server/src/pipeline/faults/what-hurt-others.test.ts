import { webhookSettings } from '@winkwire/contract/resources/webhook-settings';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUser } from '../../actions/create-user.ts';
import { type Engine, type Place, startEngine } from '../../store/testing/engines.ts';
import { leaseTimes } from '../delivery-queue/shard-leases.ts';
import { crashKey } from '../testing/crash-task.ts';
import { killNow, startCrashChild } from '../testing/start-crash-child.ts';
import { type Delivering, startDelivering } from '../testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../testing/start-receiver.ts';

/* Faults that users of other senders have met. docs/immune.md lists them all. */

test('no request may take longer than a lease allows', () => {
  const { maximum } = webhookSettings.delivery.properties.timeoutSeconds as unknown as { maximum: number };
  expect(maximum * 1000).toBeLessThan(leaseTimes.requestMs);
  // A request may start only if the leases last for `requestMs`, even after two failed renewals.
  expect(leaseTimes.requestMs + 3 * leaseTimes.renewMs).toBeLessThan(leaseTimes.leaseMs);
});

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let receiver: Receiver;
  let delivering: Delivering;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    receiver = await startReceiver();
    // As in a crash, the process does not wait for requests in flight.
    delivering = await startDelivering({ ...place.config, shutdownTimeout: 0 });
  });
  afterEach(async () => {
    await delivering[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });
  const states = () =>
    delivering.services.store.all('select state, attempts from deliveries order by sequence');

  test('a retry that was in flight when its process was killed is sent again, and the schedule continues', async () => {
    await delivering[Symbol.asyncDispose]();
    delivering = await startDelivering({ ...place.config, roles: ['api'] }, { encryptionKeys: [crashKey] });
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [1, 2] } });
    // From here on, only the child uses the database.
    await delivering[Symbol.asyncDispose]();
    receiver.behave((_, response) => {
      const { length } = receiver.received;
      // The retry never gets a response.
      if (length !== 2) response.writeHead(length < 4 ? 500 : 200).end();
    });
    const { dataDir, databaseUrl } = place.config;
    using child = startCrashChild({ dataDir, databaseUrl, publish: 1 });
    await receiver.count(2);
    await killNow(child);
    delivering = await startDelivering(place.config, { encryptionKeys: [crashKey] });
    const [, , again, last] = await receiver.count(4);
    await expect.poll(states).toEqual([{ state: 'delivered', attempts: 3 }]);
    const log = await delivering.services.store.all('select number, status from attempts order by number');
    expect(log).toEqual([
      { number: 1, status: 500 },
      { number: 2, status: 500 },
      { number: 3, status: 200 },
    ]);
    // Two seconds, with jitter.
    expect(last!.at - again!.at).toBeGreaterThanOrEqual(1800);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  });

  test('a retry has the same id, body and number as the first attempt, with a new signature', async () => {
    receiver.behave(
      (_, response) => void response.writeHead(receiver.received.length === 1 ? 500 : 200).end(),
    );
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [2] } });
    await delivering.append({});
    const [first, again] = await receiver.count(2);
    expect(again!.body).toBe(first!.body);
    for (const header of ['webhook-id', 'webhook-sequence', 'smile-signature']) {
      expect([header, again!.headers[header]]).toEqual([header, first!.headers[header]]);
    }
    expect(Number(again!.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first!.headers['webhook-timestamp']),
    );
    expect(again!.headers['webhook-signature']).not.toBe(first!.headers['webhook-signature']);
  });

  test('a fan-out that fails halfway has sent nothing; the next publication is sent to each endpoint once', async () => {
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await delivering.webhook(`${receiver.url}?${n}`));
    const { store } = delivering.services;
    // This row makes the insert for one of the five endpoints fail.
    const obstacle = [delivering.caller.tenantId, [...ids].sort()[3]!];
    await store.run(
      `insert into deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
       values ($1, $2, 1, 'PRODUCTION', 'et-x', 's', 0, 0, 0)`,
      obstacle,
    );
    await expect(delivering.append({})).rejects.toThrow();
    expect(await store.get('select count(*) as events from events')).toEqual({ events: 0 });
    await store.run('delete from deliveries where tenant_id = $1 and webhook_id = $2', obstacle);
    const [event] = await delivering.append({});
    await receiver.count(5);
    await expect.poll(states).toEqual(Array.from({ length: 5 }, () => ({ state: 'delivered', attempts: 1 })));
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(Array(5).fill(event));
    expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(Array(5).fill('1'));
  });

  test('a receiver can read the object that an event is about', async () => {
    const { store } = delivering.services;
    const seen: unknown[] = [];
    receiver.behave((received, response) => {
      const of = [received.event.data.userId as string];
      void store.get('select id from users where id = $1', of).then((row) => {
        seen.push(row);
        response.end();
      });
    });
    await delivering.webhook(receiver.url);
    const { user } = await createUser(delivering.services, delivering.caller, {});
    await receiver.count(1);
    await expect.poll(() => seen).toEqual([{ id: user.id }]);
  });
});
