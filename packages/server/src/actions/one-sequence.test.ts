import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { FrameMessage } from '@winkwire/contract/host-messages';
import type { AccountProgress } from '@winkwire/contract/widget-api';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { Acknowledgements } from '../../../widget/src/frame/acknowledgements.ts';
import { CallbackForwarder } from '../../../widget/src/frame/callback-forwarder.ts';
import { WidgetClient } from '../../../widget/src/frame/widget-client.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, newUser, newUserToken } from '../testing/widget-page.ts';

/*
 * Runs the frame's client, outbox and forwarder against a real server, over a network that loses requests and
 * responses.
 */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => {
  vi.unstubAllGlobals();
});

/**
 * The random actions of a plan. `leave`: the frame sends a login, and ignores the response. `pause`: nothing happens
 * for 30 ms.
 */
const deeds = ['screen', 'screen', 'login', 'leave', 'pause', 'expire'] as const;
type Deed = (typeof deeds)[number];
type Fault = 'none' | 'request' | 'response' | 'late';

const anyPlan = fc.record({
  deeds: fc.array(fc.constantFrom<Deed>(...deeds), { minLength: 2, maxLength: 8 }),
  /** What goes wrong with requests for events and callbacks, in order. After the last entry, nothing goes wrong. */
  faults: fc.array(fc.constantFrom<Fault>('none', 'request', 'response', 'late'), { maxLength: 5 }),
});
type Plan = typeof anyPlan extends fc.Arbitrary<infer Value> ? Value : never;

/** The faults that the network will still cause, keyed by session token. */
const faultsOf = new Map<string, Fault[]>();
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function loseRequests(): void {
  const fetchAll = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const token = new Headers(init.headers).get('authorization') ?? '';
    const isFaulty = /\/(events|callbacks\?after=\d+)$/.test(url);
    const fault = (isFaulty && faultsOf.get(token)?.shift()) || 'none';
    if (fault === 'request') throw new TypeError('The request was lost.');
    if (fault === 'late') await pause(50);
    const response = await fetchAll(url, init);
    if (fault === 'response') throw new TypeError('The response was lost.');
    return response;
  });
}

async function carryOut({ deeds: plan, faults }: Plan, { acknowledges = true } = {}) {
  const { userId, userToken } = await newUser(server);
  const received: CallbackRecord[] = [];
  const closed = Promise.withResolvers<void>();
  const client = new WidgetClient({
    apiUrl: `${server.url}/widget/api/`,
    hostOrigin: 'https://lender.example',
    language: 'en',
    onExpired: () => {},
  });
  const forwarder = new CallbackForwarder({
    client,
    numberTimeout: 50_000,
    acknowledgements: new Acknowledgements(client),
    post(message: FrameMessage) {
      if (message.type === 'closed') return closed.resolve();
      if (message.type !== 'callback') return;
      received.push(message.callback);
      if (acknowledges) queueMicrotask(() => forwarder.acknowledged(message.callback.eventId));
    },
  });
  const session = await client.open({ userToken });
  faultsOf.set(`Bearer ${session.sessionToken}`, [...faults]);
  const logIn = async () => {
    const body = {
      providerId: 'parcelpond',
      loginOptionId: 'username',
      fields: { username: 'George', password: '1' },
    };
    const progress = await client.request<AccountProgress>('accounts', { method: 'POST', body });
    return progress.callbacks;
  };
  const acts: Record<Deed, () => Promise<unknown> | unknown> = {
    screen: () =>
      forwarder.forward({ kind: 'screen', name: 'LoginPageOpened', account: {}, archive: {} }, session),
    expire: () => forwarder.forward({ kind: 'expired' }, session),
    async login() {
      for (const record of await logIn()) forwarder.forward({ kind: 'record', record }, session);
    },
    leave: logIn,
    pause: () => pause(30),
  };
  for (const deed of plan) await acts[deed]();
  forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await closed.promise;
  return { userId, session, received };
}

const shown = ({ eventId, name, sequence }: CallbackRecord) => `${sequence} ${name} ${eventId}`;

test('whatever the network loses, the page has every callback of the log, once and under the same number', async () => {
  loseRequests();
  await fc.assert(
    // Most of the time is spent waiting for a retry, so the plans run at the same time.
    fc.asyncProperty(fc.array(anyPlan, { minLength: 25, maxLength: 25 }), async (plans) => {
      const outcomes = await Promise.all(plans.map((plan) => carryOut(plan)));
      for (const [index, { userId, session, received }] of outcomes.entries()) {
        const rows = await server.services.store.all<{ sequence: number; name: string; event_id: string }>(
          'select sequence, name, event_id from callbacks where session_id = $1 order by sequence',
          [session.sessionId],
        );
        const log = rows.map(({ sequence, name, event_id }) => `${sequence} ${name} ${event_id}`);
        const own = received.filter(({ sessionId }) => sessionId === session.sessionId);
        // A callback after `onClose` reaches the page only in the next session.
        const end = rows.findIndex(({ name }) => name === 'onClose') + 1;
        expect(own.map(shown), JSON.stringify(plans[index])).toEqual(log.slice(0, end));
        expect(own.map(({ sequence }) => sequence)).toEqual(own.map((_, place) => place + 1));
        const completed = (await eventsOf(server, userId)).find(
          ({ type }) => type === 'USER_SESSION_COMPLETED',
        );
        expect(own.at(-1)).toMatchObject({ name: 'onClose', eventId: completed?.id });
      }
    }),
    { numRuns: 1, endOnFailure: true },
  );
}, 60_000);

test('a replay has the number that the log has', async () => {
  const { userId, received } = await carryOut(
    { deeds: ['screen', 'leave'], faults: [] },
    { acknowledges: false },
  );
  const client = new WidgetClient({
    apiUrl: `${server.url}/widget/api/`,
    hostOrigin: 'https://lender.example',
    language: 'en',
    onExpired: () => {},
  });
  const next = await client.open({ userToken: await newUserToken(server, userId) });
  const before = received.filter(({ name }) => name.startsWith('onAccount'));
  expect(before.length).toBeGreaterThan(0);
  // Compares only the callbacks that the first page received. The new session may get more.
  expect(next.callbacks.slice(0, before.length)).toMatchObject(
    before.map(({ eventId, sequence, sessionId }) => ({ eventId, sequence, sessionId, replayed: true })),
  );
});
