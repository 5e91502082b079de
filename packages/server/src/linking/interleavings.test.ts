import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { watchLocks } from '../testing/watch-locks.ts';
import { eventsOf, newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';
import { backgroundDone } from './in-background.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** The commands of a user, a page and a tenant. They may run concurrently. */
const commands = [
  'login',
  'right',
  'wrong',
  'revoke',
  'tenant-revoke',
  'screen',
  'close',
  'renew',
  'pause',
] as const;
type Command = (typeof commands)[number];

const anyCommand = fc.record({
  command: fc.constantFrom<Command>(...commands),
  /** Whether the next command waits until this one has ended. */
  waits: fc.boolean(),
  which: fc.nat(3),
});

/** The permitted orders of an account's events. A revocation always comes last. */
const legal =
  /^ACCOUNT_CREATED( ACCOUNT_FAILED| ACCOUNT_CONNECTED TASK_STARTED( \w+_ADDED)*( TASK_FINISHED)?)?( ACCOUNT_DISCONNECTED)?$/;

test('whatever happens at the same time, callbacks are numbered without a gap and the events of an account are in a legal order', async () => {
  const otherOrders = watchLocks(server.services.store);
  await fc.assert(
    fc.asyncProperty(fc.array(anyCommand, { minLength: 3, maxLength: 14 }), async (plan) => {
      const { userId, userToken } = await newUser(server);
      const page = await WidgetPage.open(server, userToken);
      const accounts: string[] = [];
      const running: Promise<unknown>[] = [];
      const act = actor({ page, userId, accounts });
      for (const [index, { command, waits, which }] of plan.entries()) {
        const done = act(command, index, which);
        if (waits) await done;
        running.push(done);
      }
      await Promise.all(running);
      await backgroundDone(server.services);
      await expectLegal(page.session.sessionId, accounts);
    }),
    { numRuns: 25, endOnFailure: true },
  );
  expect([...otherOrders]).toEqual([]);
}, 120_000);

function actor({ page, userId, accounts }: { page: WidgetPage; userId: string; accounts: string[] }) {
  const accountAt = (which: number) =>
    accounts[which % Math.max(1, accounts.length)] ?? `a-${'0'.repeat(32)}`;
  const answer = async (which: number, words: string) => {
    const { body } = await page.get(`accounts/${accountAt(which)}`);
    const challengeId = body.data?.challenge?.challengeId ?? `ch-${'0'.repeat(32)}`;
    await page.post(`accounts/${accountAt(which)}/answer`, { challengeId, answer: words });
  };
  const acts: Record<Command, (index: number, which: number) => Promise<unknown>> = {
    async login(_, which) {
      const { body } = await page.post('accounts', {
        providerId: which % 2 ? 'swiftlane' : 'parcelpond',
        loginOptionId: 'username',
        fields: { username: 'George', password: which === 3 ? 'wrong' : '123456' },
      });
      if (body.data) accounts.push(body.data.accountId);
    },
    right: (_, which) => answer(which, '1234'),
    wrong: (_, which) => answer(which, '0000'),
    revoke: (_, which) => page.post(`accounts/${accountAt(which)}/revoke`),
    'tenant-revoke': (_, which) => server.call(`/v1/accounts/${accountAt(which)}`, { method: 'DELETE' }),
    screen: (index) => page.post('events', { events: [screen(index)] }),
    close: () => page.close(),
    async renew() {
      const { body } = await page.post('sessions/renew', { userToken: await newUserToken(server, userId) });
      if (body.data) page.session = body.data;
    },
    pause: () => new Promise((resolve) => setTimeout(resolve, 150)),
  };
  return (command: Command, index: number, which: number) => acts[command](index, which);
}

const screen = (index: number) => ({
  eventId: `et-${index.toString(16).padStart(32, '0')}`,
  name: 'onUIEvent',
  arguments: {
    eventName: 'LoginPageOpened',
    eventTime: '2026-04-21T09:30:00Z',
    mode: 'SANDBOX',
    userId: 'x',
    account: { providerId: 'swiftlane' },
    archive: {},
  },
  at: '2026-04-21T09:30:00Z',
});

async function expectLegal(sessionId: string, accounts: string[]): Promise<void> {
  const callbacks = await server.services.store.all<{ sequence: number; event_id: string }>(
    'select sequence, event_id from callbacks where session_id = $1 order by sequence',
    [sessionId],
  );
  expect(callbacks.map(({ sequence }) => sequence)).toEqual(callbacks.map((_, index) => index + 1));
  expect(new Set(callbacks.map(({ event_id }) => event_id)).size).toBe(callbacks.length);
  for (const accountId of accounts) {
    const events = await eventsOf(server, accountId);
    expect(events.map(({ type }) => type).join(' ')).toMatch(legal);
    const ended = events.filter(({ type }) => type === 'TASK_STARTED' || type === 'TASK_FINISHED');
    expect(ended.length % 2).toBe(0);
  }
}
