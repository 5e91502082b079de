import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeWebhook } from '../../actions/change-webhook.ts';
import { deleteWebhook } from '../../actions/delete-webhook.ts';
import { readEndpoint } from '../../domain/endpoint.ts';
import { findWebhook } from '../../domain/webhooks.ts';
import { type Engine, type Place, startEngine } from '../../store/testing/engines.ts';
import { setClock } from '../testing/set-clock.ts';
import { type Delivering, startDelivering } from '../testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../testing/start-receiver.ts';
import { disableAfterMs, EndpointHealth, type Observation } from './endpoint-health.ts';

const unreached = 'http://127.0.0.1:9999/';
const response = { status: 500, error: null } as Observation['response'];
const fails: Observation = {
  verdict: { kind: 'retry', at: 0 },
  sequence: 0,
  response,
  failures: 5,
  suspect: true,
  now: Date.now(),
};

describe.each(['sqlite', 'postgres'] as const)("an endpoint's health on %s", (name) => {
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
    delivering = await startDelivering(place.config);
  });
  afterEach(async () => {
    await delivering[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const row = (id: string) => findWebhook(delivering.services.store, delivering.caller, id);
  const eventTypes = async () =>
    (
      await delivering.services.store.all<{ type: string }>(
        "select type from events where type like 'ENDPOINT_%' order by id",
      )
    ).map(({ type }) => type);
  const burst = (count: number) =>
    delivering.append(...Array.from({ length: count }, (_, n) => ({ sourceId: `s${n}` })));
  const poll = <Value>(look: () => Promise<Value>) => expect.poll(look, { timeout: 20_000 });

  /** Creates an `EndpointHealth` as in another process, with its own copy of the endpoint. */
  const healthOf = async (id: string) => {
    const { services } = delivering;
    const endpoint = readEndpoint(await row(id), services.secrets);
    const health = new EndpointHealth(services);
    return {
      observe: (changes: Partial<Observation> = {}) => health.observe(endpoint, { ...fails, ...changes }),
      written: () => poll(async () => health.withUnwritten(endpoint) === endpoint).toBe(true),
    };
  };

  test('an endpoint that fails for days is disabled and keeps its backlog; after it is resumed, the days count from zero', async () => {
    using clock = setClock();
    const id = await delivering.webhook(receiver.url);
    receiver.behave((_, response) => void response.writeHead(500).end());
    await burst(12);
    await receiver.count(12);
    await poll(eventTypes).toEqual(['ENDPOINT_FAILING']);
    clock.jump(disableAfterMs + 1000);
    await poll(eventTypes).toEqual(['ENDPOINT_FAILING', 'ENDPOINT_DISABLED']);
    expect(await row(id)).toMatchObject({ active: 0, paused_reason: expect.stringContaining('No attempt') });
    await delivering.append({ data: { n: 1 } }, { data: { n: 2 } });

    await changeWebhook(delivering.services, delivering.caller, { id, changes: { active: true } });
    expect(await row(id)).toMatchObject({ active: 1, failing_since: null });
    await poll(eventTypes).toEqual(['ENDPOINT_FAILING', 'ENDPOINT_DISABLED', 'ENDPOINT_FAILING']);
    expect(await row(id)).toMatchObject({ active: 1 });

    receiver.behave((_, response) => void response.end());
    clock.jump(60 * 60 * 1000);
    await poll(() =>
      delivering.services.store.all('select state, count(*) as count from deliveries group by state'),
    ).toEqual([{ state: 'delivered', count: 14 }]);
    await poll(eventTypes).toHaveLength(4);
    expect((await eventTypes()).at(-1)).toBe('ENDPOINT_RECOVERED');
  }, 60_000);

  test('an endpoint that is read while its disabling is being written is not resumed, and the event is published once', async () => {
    const { store } = delivering.services;
    await using bystander = await startReceiver();
    const id = await delivering.webhook(receiver.url);
    await delivering.webhook(bystander.url);
    receiver.behave((_, response) => void response.writeHead(410).end());
    const transaction = store.transaction.bind(store);
    const append = (sourceId: string) =>
      transaction(async (within) =>
        within.append({ ...delivering.caller, type: 'USER_CREATED', data: { userId: 'acme-1' }, sourceId }),
      );
    const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    store.transaction = async (work) => {
      asked.resolve();
      await released.promise;
      return transaction(work);
    };

    await append('one');
    await asked.promise;
    store.hint({ tenantId: 'acme', webhookId: id, about: 'changed' });
    await append('another');
    await bystander.count(2);
    released.resolve();
    await poll(async () => (await row(id)).active).toBe(0);
    expect(await eventTypes()).toEqual(['ENDPOINT_DISABLED']);
    expect(receiver.received).toHaveLength(1);
  });

  test('a change that two processes see at one endpoint is published once', async () => {
    const id = await delivering.webhook(unreached);
    const both = [await healthOf(id), await healthOf(id)];
    const all = async (changes?: Partial<Observation>) => {
      for (const { observe } of both) observe(changes);
      for (const { written } of both) await written();
    };
    await all();
    expect(await eventTypes()).toEqual(['ENDPOINT_FAILING']);
    await all({ verdict: { kind: 'disable', at: 0 } });
    expect(await eventTypes()).toEqual(['ENDPOINT_FAILING', 'ENDPOINT_DISABLED']);
  });

  test('nothing is published about an endpoint that its owner has paused or deleted meanwhile', async () => {
    const { services, caller } = delivering;
    const [paused, deleted] = [await delivering.webhook(unreached), await delivering.webhook(unreached)];
    const both = [await healthOf(paused), await healthOf(deleted)];
    await changeWebhook(services, caller, { id: paused, changes: { active: false } });
    await deleteWebhook(services, caller, deleted);
    for (const { observe, written } of both) {
      observe({ verdict: { kind: 'disable', at: 0 } });
      await written();
    }
    expect(await eventTypes()).toEqual([]);
    expect(await row(paused)).toMatchObject({ paused_reason: 'Paused by its owner.' });
  });

  test('pending counts each delivery once, and none that was delivered out of order', async () => {
    const id = await delivering.webhook(receiver.url);
    // The first delivery gets no response, and the other two overtake it.
    receiver.behave(({ event }, response) => {
      if (event.data.n !== 1) response.writeHead(event.data.n === 2 ? 500 : 200).end();
    });
    await delivering.append(...[1, 2, 3].map((n) => ({ sourceId: `s${n}`, data: { n } })));
    await poll(() => delivering.services.store.all('select state from deliveries order by sequence')).toEqual(
      [{ state: 'waiting' }, { state: 'retrying' }, { state: 'delivered' }],
    );
    const { observe, written } = await healthOf(id);
    observe({ verdict: { kind: 'disable', at: 0 } });
    await written();
    const event = await delivering.services.store.get<{ body: string }>(
      "select body from events where type = 'ENDPOINT_DISABLED'",
    );
    expect(JSON.parse(event!.body).data).toMatchObject({ pending: 2 });
  });

  test('the delivery whose success has ended the failure is not pending any more, even before it is recorded', async () => {
    const { store } = delivering.services;
    const id = await delivering.webhook(receiver.url);
    receiver.behave((_, response) => void response.writeHead(500).end());
    await burst(2);
    const states = () => store.all('select state from deliveries');
    await poll(states).toEqual([{ state: 'retrying' }, { state: 'retrying' }]);
    const { observe, written } = await healthOf(id);
    observe();
    observe({ verdict: { kind: 'delivered' }, sequence: 1 });
    await written();
    const events = await store.all<{ body: string }>(
      "select body from events where type like 'ENDPOINT_%' order by id",
    );
    expect(events.map(({ body }) => JSON.parse(body).data.pending)).toEqual([2, 1]);
  });

  test('a recovery that happens while the failure is being written is written after it', async () => {
    const id = await delivering.webhook(unreached);
    const { observe, written } = await healthOf(id);
    observe();
    observe({ verdict: { kind: 'delivered' } });
    await written();
    expect(await eventTypes()).toEqual(['ENDPOINT_FAILING', 'ENDPOINT_RECOVERED']);
    expect(await row(id)).toMatchObject({ failing_since: null });
  });

  test('each published change is mailed to the owner unless a later one replaces it; without an address no mail is sent', async () => {
    const { store } = delivering.services;
    const waiting = async () =>
      (
        await store.all<{ type: string }>(
          'select e.type from owner_mails m join events e on e.id = m.event_id order by e.id',
        )
      ).map(({ type }) => type);
    const [notified, silent] = [
      await delivering.webhook(unreached, { notifyEmail: 'owner@shop.example' }),
      await delivering.webhook(unreached),
    ];
    const both = [await healthOf(notified), await healthOf(silent)];
    const all = async (changes?: Partial<Observation>) => {
      for (const { observe, written } of both) {
        observe(changes);
        await written();
      }
    };
    await all();
    expect(await waiting()).toEqual(['ENDPOINT_FAILING']);
    // The endpoint recovered before the e-mail was sent, so no e-mail is sent about either change.
    await all({ verdict: { kind: 'delivered' } });
    expect(await waiting()).toEqual([]);

    await all();
    await all({ verdict: { kind: 'disable', at: 0 } });
    expect(await waiting()).toEqual(['ENDPOINT_DISABLED']);
  });
});
