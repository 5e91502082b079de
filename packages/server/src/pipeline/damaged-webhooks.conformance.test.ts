import type { WebhookUpdateRequest } from '@winkwire/contract/resources/webhook';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { deleteWebhook } from '../actions/delete-webhook.ts';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { rotateWebhookSecret } from '../actions/rotate-webhook-secret.ts';
import { startReplay } from '../actions/start-replay.ts';
import type { WebhookRow } from '../domain/endpoint.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { webhookListing } from '../domain/webhooks.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

/** The timeout is long because the machine may be busy. */
const poll: typeof expect.poll = (read, options) => expect.poll(read, { timeout: 20_000, ...options });

type Column = keyof WebhookRow;
interface Line {
  msg: string;
  webhookId: string;
}

describe.each(['sqlite', 'postgres'] as const)('webhooks that changed in the store of %s', (name) => {
  let engine: Engine;
  let place: Place;
  let receiver: Receiver;
  let delivering: Delivering;
  let lines: Line[];
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    receiver = await startReceiver();
    lines = [];
    await start();
  });
  afterEach(async () => {
    await delivering[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const start = async () => {
    const write = (line: string) => void lines.push(JSON.parse(line));
    delivering = await startDelivering(place.config, { log: pino({ level: 'error' }, { write }) });
  };
  const restart = async () => {
    await delivering[Symbol.asyncDispose]();
    lines = [];
    await start();
  };
  const store = () => delivering.services.store;
  const change = (id: string, changes: WebhookUpdateRequest) =>
    changeWebhook(delivering.services, delivering.caller, { id, changes });
  const list = async () => {
    const opening = { box: delivering.services.secrets, now: Date.now() };
    return (await webhookListing(opening).page(store(), delivering.caller, {})).items;
  };
  const explain = (webhookId: string, eventId: string) =>
    explainDelivery(store(), delivering.caller, {
      webhookId,
      eventId,
      now: Date.now(),
      retentionDays: 30,
      box: delivering.services.secrets,
    });
  const flip = async (column: Column, id: string, at = 0) => {
    const row = await store().get<Record<string, string>>(`select ${column} from webhooks where id = $1`, [
      id,
    ]);
    const bytes = Buffer.from(row![column]!);
    bytes[at]! ^= 1;
    await store().run(`update webhooks set ${column} = $2 where id = $1`, [id, bytes.toString()]);
  };
  const pathsOf = (eventId: string) =>
    receiver.received
      .filter(({ event }) => event.id === eventId)
      .map(({ path }) => path.replace('/hook/', ''));
  const held = () => lines.filter(({ msg }) => msg === 'endpoint.held').map(({ webhookId }) => webhookId);

  const settings = { delivery: { concurrency: 4 }, filter: { userId: 'acme-1' }, asymmetric: true };
  const mendings: [Column, what: RegExp, at: number, mend: (id: string) => Promise<unknown>][] = [
    ['url', /^The URL/, 0, (id) => change(id, { url: `${receiver.url}/url` })],
    ['delivery', /^The delivery settings/, 0, (id) => change(id, { delivery: { concurrency: 4 } })],
    // The name of a setting changes, and the JSON stays valid.
    ['delivery', /^The delivery settings/, 3, (id) => change(id, { delivery: { concurrency: 4 } })],
    ['headers', /^The headers/, 1, (id) => change(id, { headers: {} })],
    [
      'secrets',
      /^The signing secret/,
      0,
      (id) =>
        rotateWebhookSecret(delivering.services, delivering.caller, {
          id,
          secret: 'next',
          overlapSeconds: 60,
        }),
    ],
    [
      'signing_key',
      /^The signing key/,
      0,
      async (id) => {
        await change(id, { asymmetric: false });
        await change(id, { asymmetric: true });
      },
    ],
  ];

  test('a webhook whose settings cannot be read is held alone, and its deliveries are sent once it is mended', async () => {
    const whole = await delivering.webhook(`${receiver.url}/whole`);
    const ids: string[] = [];
    for (const [column, , at] of mendings) {
      const id = await delivering.webhook(`${receiver.url}/${column}`, settings);
      ids.push(id);
      await flip(column, id, at);
    }
    await restart();
    const [eventId] = await delivering.append({});
    await poll(() => pathsOf(eventId!)).toEqual(['whole']);
    await poll(() => held().sort()).toEqual([...ids].sort());
    const listed = await list();
    expect(listed.find(({ id }) => id === whole)).toMatchObject({ heldReason: null });
    for (const [n, [, what]] of mendings.entries()) {
      const item = listed.find(({ id }) => id === ids[n]);
      expect(item).toMatchObject({ heldReason: expect.stringMatching(what), active: true });
      expect(await explain(ids[n]!, eventId!)).toMatchObject({
        state: 'HELD',
        sentence: expect.stringMatching(what),
      });
      await expect(
        redeliverEvent(delivering.services, delivering.caller, { id: ids[n]!, eventId: eventId! }),
      ).resolves.toMatchObject({ state: 'WAITING' });
    }

    for (const [n, [, , , mend]] of mendings.entries()) await mend(ids[n]!);
    await poll(() => pathsOf(eventId!).sort()).toEqual(
      ['whole', ...mendings.map(([column]) => column)].sort(),
    );
    expect((await list()).map(({ heldReason }) => heldReason)).toEqual(Array(ids.length + 1).fill(null));
  });

  test.each([
    ['event_types', /^The list of event types .*backfill/, { eventTypes: ['ALL_EVENTS'] }],
    ['filter', /^The filter .*backfill/, { filter: null }],
  ] as const)(
    'if the %s of a webhook cannot be read, other webhooks get the event, and a backfill delivers it later',
    async (column, what, mending) => {
      const [broken, whole] = [
        await delivering.webhook(`${receiver.url}/broken`, settings),
        await delivering.webhook(`${receiver.url}/whole`),
      ];
      await flip(column, broken!);
      const since = Date.now() - 60_000;
      // Every process now reads the tenant's subscriptions again.
      await change(whole!, { name: 'renamed' });
      const [eventId] = await delivering.append({});
      await poll(() => pathsOf(eventId!)).toEqual(['whole']);
      await poll(held).toEqual([broken]);
      const shown = { heldReason: expect.stringMatching(what) };
      expect((await list()).find(({ id }) => id === broken)).toMatchObject(shown);
      expect(await explain(broken!, eventId!)).toMatchObject({
        state: 'HELD',
        sentence: expect.stringMatching(what),
      });

      const replay = (id: string) =>
        startReplay(delivering.services, delivering.caller, { kind: 'replay', id, since });
      await replay(broken!);
      const late = await delivering.webhook(`${receiver.url}/late`);
      await replay(late);
      await poll(() => pathsOf(eventId!)).toEqual(['whole', 'late']);

      expect(await change(broken!, mending as WebhookUpdateRequest)).toMatchObject({ heldReason: null });
      await poll(() => pathsOf(eventId!)).toEqual(['whole', 'late', 'broken']);
    },
  );

  test('a webhook that cannot be read can be deleted', async () => {
    const id = await delivering.webhook(receiver.url, settings);
    for (const [column, , at] of mendings.slice(1))
      if (column !== 'delivery' || at === 0) await flip(column, id, at);
    await flip('filter', id);
    await flip('event_types', id);
    await deleteWebhook(delivering.services, delivering.caller, id);
    expect(await list()).toEqual([]);
    await restart();
    await delivering.append({});
    expect(held()).toEqual([]);
  });
});
