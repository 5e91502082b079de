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
  /** What the endpoint is registered with. */
  settings?: Partial<WebhookCreateRequest>;
  /** Events of one source; the last of them is asked about. */
  events?: Partial<NewEvent>[];
  /** SQL of what has happened since; `D` and `W` stand for the columns that name the delivery and the endpoint. */
  since?: string[];
  state: string;
  /** With `et-1`, `et-2` for the ids of the events. */
  sentence: string;
  nextAttemptAt?: string;
}

const served = `update shards set owner = 'somebody', leased_until = ${at('12:00:00') * 2}`;
const answered = (status: number | null, error: string | null, headers = '{}') =>
  `insert into other_attempts (tenant_id, webhook_id, sequence, number, started_at, duration_ms, status, error,
     response_headers, response_body) select tenant_id, webhook_id, sequence, 1, ${at('11:00:00')}, 5,
     cast(${status} as smallint), ${error ? `'${error}'` : 'cast(null as text)'}, '${headers}', 'no' from deliveries D1`;
const retrying = (due: string, status: number | null, error: string | null = null) =>
  `update deliveries set state = 'retrying', attempts = 1, due_at = ${at(due)}, last_status = ${status},
     last_error = ${error ? `'${error}'` : null}, updated_at = ${at('11:00:00')} D1`;

const cases: Record<string, Case> = {
  'a type that the endpoint does not ask for': {
    settings: { eventTypes: ['ACCOUNT_*', 'TASK_FINISHED'] },
    state: 'FILTERED',
    sentence: 'The endpoint subscribes to ACCOUNT_*, TASK_FINISHED; USER_CREATED is not among them.',
  },
  'an event about endpoints, which ALL_EVENTS leaves out': {
    events: [{ type: 'ENDPOINT_FAILING' }],
    state: 'FILTERED',
    sentence: 'The endpoint subscribes to ALL_EVENTS; ENDPOINT_FAILING is not among them until it is named.',
  },
  'data that the filter excludes': {
    settings: { filter: { userId: 'u', status: ['A', 'B'] } },
    events: [{ data: { userId: 'u', status: 'C' } }],
    state: 'FILTERED',
    sentence: 'The endpoint\'s filter asks that data.status be one of ["A","B"]; in this event it is "C".',
  },
  'data without a property that the filter asks for, deep inside': {
    settings: { filter: { session: { channel: 'WEB' } } },
    events: [{ data: { session: { userId: 'u' } } }],
    state: 'FILTERED',
    sentence:
      'The endpoint\'s filter asks that data.session.channel be "WEB"; this event has no such property.',
  },
  'an event of before the endpoint': {
    since: [
      'delete from deliveries',
      `update webhooks set created_at = ${at('10:00:00')}`,
      `update events set created_at = ${at('09:00:00')}`,
    ],
    state: 'NOT_REGISTERED',
    sentence:
      'It happened before the endpoint was registered at 2030-01-01T10:00:00Z. A backfill delivers it.',
  },
  'an event that the endpoint did not ask for when it happened': {
    since: ['delete from deliveries'],
    state: 'NOT_REGISTERED',
    sentence: 'It did not match the settings that the endpoint had at that time. A backfill delivers it.',
  },
  'an event that was erased and never given': {
    since: ['delete from deliveries', `update events set body = null, created_at = ${now}`],
    state: 'ERASED',
    sentence:
      'It did not match the settings that the endpoint had at that time, and its user has been erased since: a backfill does not deliver it.',
  },
  'an event that expired and was never given': {
    since: ['delete from deliveries', 'update events set body = null, created_at = 1'],
    state: 'EXPIRED',
    sentence:
      'It happened before the endpoint was registered at 2030-01-01T12:00:00Z, and events are kept for 60 days: a backfill no longer delivers it.',
  },
  'a paused endpoint': {
    settings: { active: false },
    since: [`update webhooks set paused_at = ${at('11:00:00')}`],
    state: 'PAUSED',
    sentence:
      'The endpoint is paused since 2030-01-01T11:00:00Z. Paused by its owner. Number 1 waits until it is resumed.',
  },
  'an endpoint that was disabled': {
    since: [
      `update webhooks set active = 0, paused_at = ${at('11:00:00')}, paused_reason = 'The endpoint answered 410: it is gone.'`,
    ],
    state: 'PAUSED',
    sentence:
      'The endpoint is paused since 2030-01-01T11:00:00Z. The endpoint answered 410: it is gone. Number 1 waits until it is resumed.',
  },
  'no process that delivers': {
    since: ['update shards set leased_until = 0'],
    state: 'HELD',
    sentence: 'No process delivers for this endpoint now: start one with the role "deliver". Number 1 waits.',
  },
  'the next to be sent': {
    state: 'WAITING',
    sentence: 'The first attempt has not been answered: it is the next to be sent, or under way.',
  },
  'one before it': {
    events: [{}, {}],
    state: 'WAITING',
    sentence: 'The first attempt has not been answered: 1 delivery is before it.',
  },
  'many before it, at a limited rate': {
    settings: { delivery: { ratePerSecond: 5 } },
    events: [{}, {}, {}],
    state: 'WAITING',
    sentence:
      'The first attempt has not been answered: 2 deliveries are before it, and the endpoint takes 5 a second at most.',
  },
  'strict order, and one of the same source that waits for a retry': {
    settings: { delivery: { strictOrder: true } },
    events: [{}, {}],
    since: [retrying('12:01:00', 500)],
    state: 'PARKED',
    sentence:
      'Parked behind et-1, number 1, of the same source, whose attempt 2 is due at 2030-01-01T12:01:00Z: the endpoint keeps strict order.',
  },
  'no strict order, and one of the same source that waits for a retry': {
    events: [{}, {}],
    since: [retrying('12:01:00', 500)],
    state: 'WAITING',
    sentence: 'The first attempt has not been answered: it is the next to be sent, or under way.',
  },
  'an endpoint that fails': {
    events: [{}, {}],
    since: [retrying('12:01:00', 500), `update webhooks set failing_since = ${at('10:00:00')}`],
    state: 'HELD',
    sentence:
      'The endpoint fails since 2030-01-01T10:00:00Z (the last answer, at 2030-01-01T11:00:00Z: the receiver answered 500), so its breaker is open: one request at a time asks, at most a minute apart, whether it works again. Number 2 waits for that, or is the one.',
  },
  'a receiver that asked for patience': {
    events: [{}, {}],
    since: [retrying('12:20:00', 429), answered(429, null, '{"retry-after":"1200"}')],
    state: 'HELD',
    sentence:
      'The receiver answered 429 and asked with Retry-After for patience until 2030-01-01T12:20:00Z; the whole endpoint waits.',
    nextAttemptAt: '2030-01-01T12:20:00Z',
  },
  'a receiver that asked for no patience': {
    events: [{}, {}],
    since: [retrying('12:20:00', 503), answered(503, null, '{"retry-after":"0"}')],
    state: 'WAITING',
    sentence: 'The first attempt has not been answered: it is the next to be sent, or under way.',
  },
  'an answer that was a failure': {
    since: [retrying('12:01:00', 500)],
    state: 'RETRYING',
    sentence:
      'The receiver answered 500 to attempt 1; attempt 2 follows at 2030-01-01T12:01:00Z or soon after.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'no answer': {
    since: [retrying('12:01:00', null, 'DNS_FAILED')],
    state: 'RETRYING',
    sentence:
      'No answer came (The host name could not be resolved) to attempt 1; attempt 2 follows at 2030-01-01T12:01:00Z or soon after. Check the name in the URL and its DNS records.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'no answer, of which the cause is known': {
    since: [retrying('12:01:00', null, 'TLS_FAILED'), `update deliveries set last_cause = 'SELF_SIGNED' D1`],
    state: 'RETRYING',
    sentence:
      "No answer came (The certificate is self-signed) to attempt 1; attempt 2 follows at 2030-01-01T12:01:00Z or soon after. Use a certificate of a public authority, or set the endpoint's tls.ca to this certificate.",
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'a redirect': {
    since: [retrying('12:01:00', 302, 'REDIRECT_REFUSED')],
    state: 'RETRYING',
    sentence:
      'The receiver answered 302, a redirect, which is not followed, to attempt 1; attempt 2 follows at 2030-01-01T12:01:00Z or soon after.',
    nextAttemptAt: '2030-01-01T12:01:00Z',
  },
  'a retry that is due': {
    since: [retrying('11:59:00', 500)],
    state: 'RETRYING',
    sentence:
      'The receiver answered 500 to attempt 1; attempt 2 is due since 2030-01-01T11:59:00Z, and is under way or made as soon as the endpoint has room.',
    nextAttemptAt: '2030-01-01T11:59:00Z',
  },
  'a retry that is due at an endpoint that fails': {
    since: [retrying('11:59:00', 500), `update webhooks set failing_since = ${at('10:00:00')}`],
    state: 'HELD',
    sentence:
      'The endpoint fails since 2030-01-01T10:00:00Z (the last answer, at 2030-01-01T11:00:00Z: the receiver answered 500), so its breaker is open: one request at a time asks, at most a minute apart, whether it works again. Number 1 waits for that, or is the one.',
  },
  'one that was delivered and asked for again': {
    since: [retrying('12:00:01', 200), 'update deliveries set attempts_before = attempts'],
    state: 'RETRYING',
    sentence:
      'It was asked for again at 2030-01-01T11:00:00Z; attempt 2 follows at 2030-01-01T12:00:01Z or soon after.',
    nextAttemptAt: '2030-01-01T12:00:01Z',
  },
  'one that was given up': {
    since: [
      `update deliveries set state = 'failed', attempts = 12, last_status = 500, updated_at = ${at('11:00:00')}`,
    ],
    state: 'FAILED',
    sentence:
      'Given up at 2030-01-01T11:00:00Z after 12 attempts, as many as its schedule has: the receiver answered 500 to the last. Resend it once the receiver works.',
  },
  'one that was delivered': {
    since: [
      `update deliveries set state = 'delivered', attempts = 2, last_status = 204, updated_at = ${at('11:00:00')}`,
    ],
    state: 'DELIVERED',
    sentence: 'Delivered at 2030-01-01T11:00:00Z: the receiver answered 204 to attempt 2.',
  },
  'one that was delivered, and its user erased since': {
    since: [
      `update deliveries set state = 'delivered', attempts = 1, last_status = 200, updated_at = ${at('11:00:00')}`,
      'update events set body = null',
    ],
    state: 'DELIVERED',
    sentence:
      'Delivered at 2030-01-01T11:00:00Z: the receiver answered 200 to attempt 1. Its body has been erased, or has expired, since.',
  },
  'one whose user was erased': {
    since: [
      `update deliveries set state = 'failed', last_error = 'ERASED'`,
      `update events set body = null, created_at = ${now}`,
    ],
    state: 'ERASED',
    sentence: 'Its user was erased before it was delivered; number 1 is not sent any more.',
  },
  'one whose event expired': {
    since: [
      `update deliveries set state = 'failed', last_error = 'EXPIRED'`,
      'update events set body = null',
    ],
    state: 'EXPIRED',
    sentence:
      'Events are kept for 60 days, and the time of this one was up before it was delivered; number 1 is not sent any more.',
  },
};

describe.each(['sqlite', 'postgres'] as const)('explaining on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    store = await openStore(place.config);
    const shards = Array.from({ length: 64 }, (_, shard) => `(${shard}, null, 0)`);
    await store.run(`insert into shards (shard, owner, leased_until) values ${shards.join(', ')}`);
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

  test.each(Object.entries(cases))('%s', async (_, { settings, events = [{}], since = [], ...told }) => {
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
    expect({ state, sentence: named, nextAttemptAt }).toEqual({ nextAttemptAt: null, ...told });
  });

  test('an event that is gone has expired when it is old enough, and otherwise never was', async () => {
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
