import { randomBytes } from 'node:crypto';
import type { WebhookCreateRequest } from '@winkwire/contract/resources/webhook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWebhook } from '../actions/create-webhook.ts';
import { readConfig } from '../config.ts';
import type { NewEvent } from '../pipeline/model/new-event.ts';
import type { Caller } from '../platform/caller.ts';
import { SecretBox } from '../platform/secret-box.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { explainDelivery } from './explain-delivery.ts';
import { firstEventIdAt } from './portal-time.ts';

const caller: Caller = { tenantId: 'acme', mode: 'SANDBOX' };
const at = (time: string): number => Date.parse(`2030-01-01T${time}Z`);
const now = at('12:00:00');
const retentionDays = 60;

interface Case {
  settings?: Partial<WebhookCreateRequest>;
  /**
   * The events to append, all of one source. By default, one event is appended. The delivery of the last event is
   * explained.
   */
  events?: Partial<NewEvent>[];
  /** SQL that runs after the events are appended. `D1` selects the first delivery. */
  since?: string[];
  state: string;
  /** The expected sentence, with `et-1` and `et-2` in place of the events' ids. */
  sentence: string;
  nextAttemptAt?: string;
}

const served = `update leases set leased_until = ${at('12:00:00') * 2}`;
const attemptWith = (status: number, headers = '{}', time = '11:00:00') =>
  `insert into other_attempts (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error,
     response_headers, response_body) select tenant_id, webhook_id, sequence, 1, ${at(time)}, 5,
     cast(${status} as smallint), cast(null as text), '${headers}', 'no' from deliveries D1`;
const retrying = (due: string, status: number | null, error: string | null = null) =>
  `update deliveries set state = 'retrying', attempts = 1, due_at = ${at(due)}, last_status = ${status},
     last_error = ${error ? `'${error}'` : null}, updated_at = ${at('11:00:00')} D1`;

const cases: Record<string, Case> = {
  'a type that the endpoint does not subscribe to': {
    settings: { eventTypes: ['ACCOUNT_*', 'TASK_FINISHED'] },
    state: 'FILTERED',
    sentence: 'The endpoint subscribes to ACCOUNT_*, TASK_FINISHED, which does not include USER_CREATED.',
  },
  'an event about endpoints, which ALL_EVENTS does not include': {
    events: [{ type: 'ENDPOINT_FAILING' }],
    state: 'FILTERED',
    sentence:
      'The endpoint subscribes to ALL_EVENTS, which does not include ENDPOINT_FAILING unless it is listed by name.',
  },
  'data that the filter excludes': {
    settings: { filter: { userId: 'u', status: ['A', 'B'] } },
    events: [{ data: { userId: 'u', status: 'C' } }],
    state: 'FILTERED',
    sentence: 'The endpoint\'s filter requires data.status to be one of ["A","B"]; in this event it is "C".',
  },
  'data without a nested property that the filter requires': {
    settings: { filter: { session: { channel: 'WEB' } } },
    events: [{ data: { session: { userId: 'u' } } }],
    state: 'FILTERED',
    sentence:
      'The endpoint\'s filter requires data.session.channel to be "WEB"; this event has no such property.',
  },
  'an event that is older than the endpoint': {
    since: [
      'delete from deliveries',
      `update webhooks set created_at = ${at('10:00:00')}`,
      `update events set created_at = ${at('09:00:00')}`,
    ],
    state: 'NOT_REGISTERED',
    sentence:
      'The event happened before the endpoint was registered at 2030-01-01T10:00:00Z. A backfill can deliver it.',
  },
  'an event that did not match the settings when it happened': {
    since: ['delete from deliveries'],
    state: 'NOT_REGISTERED',
    sentence: "The event did not match the endpoint's settings when it happened. A backfill can deliver it.",
  },
  'an event that was erased and never delivered': {
    since: ['delete from deliveries', `update events set body = null, created_at = ${now}`],
    state: 'ERASED',
    sentence:
      "The event did not match the endpoint's settings when it happened. The user of the event has since been erased, so a backfill cannot deliver it.",
  },
  'an event that expired and was never delivered': {
    since: ['delete from deliveries', 'update events set body = null, created_at = 1'],
    state: 'EXPIRED',
    sentence:
      'The event happened before the endpoint was registered at 2030-01-01T12:00:00Z. The event expired after 60 days, so a backfill cannot deliver it.',
  },
  'a paused webhook': {
    settings: { active: false },
    since: [`update webhooks set paused_at = ${at('11:00:00')}`],
    state: 'PAUSED',
    sentence:
      'The webhook has been paused since 2030-01-01T11:00:00Z. Paused by its owner. Delivery 1 waits until the webhook is resumed.',
  },
  'an endpoint that was disabled': {
    since: [
      `update webhooks set active = 0, paused_at = ${at('11:00:00')}, paused_reason = 'The endpoint responded with 410: it is gone.'`,
    ],
    state: 'PAUSED',
    sentence:
      'The webhook has been paused since 2030-01-01T11:00:00Z. The endpoint responded with 410: it is gone. Delivery 1 waits until the webhook is resumed.',
  },
  'no process that delivers': {
    since: ['update leases set leased_until = 0'],
    state: 'HELD',
    sentence:
      'No process delivers to this endpoint. Start one with the role "deliver". Delivery 1 waits until such a process runs.',
  },
  'a delivery that is next in line': {
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'one delivery ahead': {
    events: [{}, {}],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: 1 delivery is ahead of it.',
  },
  'many deliveries ahead, at a limited rate': {
    settings: { delivery: { ratePerSecond: 5 } },
    events: [{}, {}, {}],
    state: 'WAITING',
    sentence:
      'The first attempt has not completed: 2 deliveries are ahead of it, and the rate limit of the endpoint is 5 a second.',
  },
  'strict order, with a retrying delivery of the same source': {
    settings: { delivery: { strictOrder: true } },
    events: [{}, {}],
    since: [retrying('12:01:00', 500)],
    state: 'PARKED',
    sentence:
      'Blocked by delivery 1 of the same source (event et-1), because the endpoint uses strict order. Attempt 2 of that delivery is due at 2030-01-01T12:01:00Z.',
  },
  'no strict order, with a retrying delivery of the same source': {
    events: [{}, {}],
    since: [retrying('12:01:00', 500)],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'a failing endpoint': {
    events: [{}, {}],
    since: [
      retrying('12:01:00', 500),
      attemptWith(500),
      `update webhooks set failing_since = ${at('10:00:00')}`,
    ],
    state: 'HELD',
    sentence:
      'The endpoint has been failing since 2030-01-01T10:00:00Z. At 2030-01-01T11:00:00Z, the receiver responded to the last attempt with 500. Its circuit breaker is open: only probes are sent, one at a time, after waits of up to a minute. Delivery 2 waits for a successful probe, or is itself a probe.',
  },
  'a receiver that sent Retry-After': {
    events: [{}, {}],
    since: [retrying('12:10:00', 429), attemptWith(429, '{"retry-after":"1200"}', '11:50:00')],
    state: 'HELD',
    sentence:
      'The receiver responded with 429 and a Retry-After until 2030-01-01T12:10:00Z. All deliveries to the endpoint wait until then.',
    nextAttemptAt: '2030-01-01T12:10:00Z',
  },
  'a receiver that sent a Retry-After that ends before the next attempt of its delivery': {
    events: [{}, {}],
    since: [retrying('18:00:00', 503), attemptWith(503, '{"retry-after":"120"}', '11:59:00')],
    state: 'HELD',
    sentence:
      'The receiver responded with 503 and a Retry-After until 2030-01-01T12:01:00Z. All deliveries to the endpoint wait until then.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'a Retry-After that has passed before the next attempt of its delivery': {
    events: [{}, {}],
    since: [retrying('18:00:00', 503), attemptWith(503, '{"retry-after":"120"}')],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'a Retry-After for a delivery that was given up': {
    events: [{}, {}],
    since: [
      `update deliveries set state = 'failed', attempts = 1, last_status = 503 D1`,
      attemptWith(503, '{"retry-after":"1200"}', '11:59:00'),
    ],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'a Retry-After after which the owner requested a probe': {
    events: [{}, {}],
    since: [
      retrying('12:10:00', 503),
      attemptWith(503, '{"retry-after":"1200"}', '11:50:00'),
      `update webhooks set probe_requested_at = ${at('11:55:00')}`,
    ],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'a Retry-After in response to a probe': {
    events: [{}, {}],
    since: [
      retrying('12:10:00', 503),
      attemptWith(503, '{"retry-after":"1200"}', '11:50:00'),
      `update webhooks set probe_requested_at = ${at('11:50:00')}`,
    ],
    state: 'HELD',
    sentence:
      'The receiver responded with 503 and a Retry-After until 2030-01-01T12:10:00Z. All deliveries to the endpoint wait until then.',
    nextAttemptAt: '2030-01-01T12:10:00Z',
  },
  'a Retry-After in response to an earlier attempt of a delivery that has been attempted again': {
    events: [{}, {}],
    since: [
      retrying('18:00:00', 500),
      'update deliveries set attempts = 2 D1',
      attemptWith(503, '{"retry-after":"1200"}', '11:50:00'),
    ],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'a receiver that sent Retry-After: 0': {
    events: [{}, {}],
    since: [retrying('12:20:00', 503), attemptWith(503, '{"retry-after":"0"}')],
    state: 'WAITING',
    sentence: 'The first attempt has not completed: it is in flight or the next to be sent.',
  },
  'an error response': {
    since: [retrying('12:01:00', 500)],
    state: 'RETRYING',
    sentence:
      'The receiver responded to attempt 1 with 500. Attempt 2 follows at 2030-01-01T12:01:00Z or shortly after.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'no response': {
    since: [retrying('12:01:00', null, 'DNS_FAILED')],
    state: 'RETRYING',
    sentence:
      'Attempt 1 got no response (The host name could not be resolved). Attempt 2 follows at 2030-01-01T12:01:00Z or shortly after. Check the name in the URL and its DNS records.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'no response, with a known cause': {
    since: [retrying('12:01:00', null, 'TLS_FAILED'), `update deliveries set last_cause = 'SELF_SIGNED' D1`],
    state: 'RETRYING',
    sentence:
      "Attempt 1 got no response (The certificate is self-signed). Attempt 2 follows at 2030-01-01T12:01:00Z or shortly after. Use a certificate of a public authority, or set the webhook's tls.ca to the self-signed certificate.",
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'a redirect': {
    since: [retrying('12:01:00', 302, 'REDIRECT_REFUSED')],
    state: 'RETRYING',
    sentence:
      'The receiver responded to attempt 1 with 302, a redirect, which is not followed. Attempt 2 follows at 2030-01-01T12:01:00Z or shortly after.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'a retry that is due': {
    since: [retrying('11:59:00', 500)],
    state: 'RETRYING',
    sentence:
      'The receiver responded to attempt 1 with 500. Attempt 2 has been due since 2030-01-01T11:59:00Z; it is in flight or will be sent as soon as a slot is free.',
    nextAttemptAt: '2030-01-01T11:59:00Z',
  },
  'a retry that is due at a failing endpoint': {
    since: [
      retrying('11:59:00', 500),
      attemptWith(500),
      `update webhooks set failing_since = ${at('10:00:00')}`,
    ],
    state: 'HELD',
    sentence:
      'The endpoint has been failing since 2030-01-01T10:00:00Z. At 2030-01-01T11:00:00Z, the receiver responded to the last attempt with 500. Its circuit breaker is open: only probes are sent, one at a time, after waits of up to a minute. Delivery 1 waits for a successful probe, or is itself a probe.',
  },
  'a redelivery of a delivered event to a failing endpoint': {
    events: [{}, {}],
    since: [
      attemptWith(500),
      `update deliveries set state = 'retrying', attempts = 1, attempts_before = 1, due_at = ${at('11:59:00')},
         last_status = 200, updated_at = ${at('11:59:00')} where sequence = 2`,
      `update webhooks set failing_since = ${at('10:00:00')}`,
    ],
    state: 'HELD',
    sentence:
      'The endpoint has been failing since 2030-01-01T10:00:00Z. At 2030-01-01T11:00:00Z, the receiver responded to the last attempt with 500. Its circuit breaker is open: only probes are sent, one at a time, after waits of up to a minute. Delivery 2 waits for a successful probe, or is itself a probe.',
  },
  'a redelivery of a delivered event': {
    since: [retrying('12:00:01', 200), 'update deliveries set attempts_before = attempts'],
    state: 'RETRYING',
    sentence:
      'A redelivery was requested at 2030-01-01T11:00:00Z. Attempt 2 follows at 2030-01-01T12:00:01Z or shortly after.',
    nextAttemptAt: '2030-01-01T12:00:01Z',
  },
  'a delivery that was given up': {
    since: [
      `update deliveries set state = 'failed', attempts = 12, last_status = 500, updated_at = ${at('11:00:00')}`,
    ],
    state: 'FAILED',
    sentence:
      'Given up at 2030-01-01T11:00:00Z after 12 attempts, all that the retry schedule permits: the receiver responded to the last attempt with 500. Redeliver the event when the receiver works.',
  },
  'a delivery that succeeded': {
    since: [
      `update deliveries set state = 'delivered', attempts = 2, last_status = 204, updated_at = ${at('11:00:00')}`,
    ],
    state: 'DELIVERED',
    sentence: 'Delivered at 2030-01-01T11:00:00Z: the receiver responded to attempt 2 with 204.',
  },
  'a delivery that succeeded, and whose user was then erased': {
    since: [
      `update deliveries set state = 'delivered', attempts = 1, last_status = 200, updated_at = ${at('11:00:00')}`,
      `update events set body = null, created_at = ${now}`,
    ],
    state: 'DELIVERED',
    sentence:
      'Delivered at 2030-01-01T11:00:00Z: the receiver responded to attempt 1 with 200. The user of the event has since been erased, together with the body.',
  },
  'a delivery that succeeded, and whose event then expired': {
    since: [
      `update deliveries set state = 'delivered', attempts = 1, last_status = 200, updated_at = ${at('11:00:00')}`,
      'update events set body = null, created_at = 1',
    ],
    state: 'DELIVERED',
    sentence:
      'Delivered at 2030-01-01T11:00:00Z: the receiver responded to attempt 1 with 200. The body of the event has since expired.',
  },
  'a pending delivery whose user was erased': {
    since: [
      `update deliveries set state = 'failed', last_error = 'ERASED'`,
      `update events set body = null, created_at = ${now}`,
    ],
    state: 'ERASED',
    sentence: 'The user of the event was erased before the event was delivered. Delivery 1 will not be sent.',
  },
  'a pending delivery whose event expired': {
    since: [
      `update deliveries set state = 'failed', last_error = 'EXPIRED'`,
      'update events set body = null',
    ],
    state: 'EXPIRED',
    sentence:
      'Events are kept for 60 days, and this one expired before it was delivered. Delivery 1 will not be sent.',
  },
};

describe.each(['sqlite', 'postgres'] as const)('the explanation on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    store = await openStore(place.config);
    const shards = Array.from({ length: 64 }, (_, shard) => `('shard', '${shard}', 'somebody', 0)`);
    await store.run(`insert into leases (kind, id, owner, leased_until) values ${shards.join(', ')}`);
  });
  afterAll(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    for (const table of ['other_attempts', 'deliveries', 'events', 'webhooks', 'queues', 'cursors']) {
      await store.run(`delete from ${table}`);
    }
    await store.run(served);
  });

  const secrets = new SecretBox([randomBytes(32)]);
  async function register(settings: Partial<WebhookCreateRequest> = {}): Promise<string> {
    const config = readConfig({}, { profile: 'dev' });
    const request = {
      name: 'n',
      url: 'http://127.0.0.1:8099/',
      eventTypes: ['ALL_EVENTS' as const],
      secret: 's',
      ...settings,
    };
    const services = { config, now: () => now, secrets, store };
    return (await createWebhook(services, caller, request)).id;
  }

  const explain = (webhookId: string, eventId: string) =>
    explainDelivery(store, caller, { webhookId, eventId, now, retentionDays, box: secrets });

  test.each(Object.entries(cases))(
    'is right for %s',
    async (_, { settings, events = [{}], since = [], ...expected }) => {
      const webhookId = await register(settings);
      const ids = await store.transaction(async (transaction) =>
        events.map(
          (event) =>
            transaction.append({
              ...caller,
              type: 'USER_CREATED',
              data: { userId: 'u' },
              sourceId: 'u',
              ...event,
            }).id,
        ),
      );
      await store.run('update events set created_at = $1', [now]);
      for (const sql of since) await store.run(sql.replace('D1', 'where sequence = 1'));
      const { state, sentence, nextAttemptAt } = await explain(webhookId, ids.at(-1)!);
      const named = ids.reduce((text, id, n) => text.replaceAll(id, `et-${n + 1}`), sentence);
      expect({ state, sentence: named, nextAttemptAt }).toEqual({ nextAttemptAt: null, ...expected });
    },
  );

  test('says that a missing event has expired if its id is old enough, and that it is unknown otherwise', async () => {
    const webhookId = await register();
    const old = firstEventIdAt(now - 61 * 86_400_000) + '0'.repeat(20);
    expect(await explain(webhookId, old)).toMatchObject({
      state: 'EXPIRED',
      sentence: 'Events are kept for 60 days; this one, of 2029-11-01T12:00:00Z, has expired.',
      sequence: null,
    });
    const young = firstEventIdAt(now) + '0'.repeat(20);
    await expect(explain(webhookId, young)).rejects.toThrow(`There is no event ${young}.`);
    await expect(explain(webhookId, 'nonsense')).rejects.toThrow('There is no event nonsense.');
  });
});
