import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '@winkwire/contract/ids';
import { Timeline, type TimelineMark } from '@winkwire/contract/portal-api';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { production, startTestServer, type TestServer } from '../../testing/test-server.ts';
import { eventsUntil, newUser, WidgetPage } from '../../testing/widget-page.ts';

let server: TestServer;
const receiver = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(request.url === '/broken' ? 500 : 200).end('ok'));
});
let userId: string;
let accountId: string;

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  server = await startTestServer();
  const addWebhook = (name: string, path: string, eventTypes: string[]) =>
    server.call('/v1/webhooks', {
      method: 'POST',
      body: { name, url: `${receiverUrl}${path}`, eventTypes, secret: 'secret' },
    });
  await addWebhook('Loan desk', '/ok', ['ALL_EVENTS']);
  await addWebhook('Broken', '/broken', ['ACCOUNT_CONNECTED']);
  const user = await newUser(server);
  userId = user.userId;
  const page = await WidgetPage.open(server, user.userToken);
  await page.post('events', { events: [screenOpened(userId)] });
  const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
  ({ accountId } = await page.answer(asked, '1234'));
  await eventsUntil(server, accountId, 'TASK_FINISHED');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  receiver.closeAllConnections();
  receiver.close();
});

const screenOpened = (user: string) => ({
  name: 'onUIEvent',
  eventId: newId('event'),
  at: new Date().toISOString(),
  arguments: {
    eventName: 'LoginPageOpened',
    eventTime: '2026-04-21T09:30:00Z',
    mode: 'SANDBOX',
    userId: user,
    account: { providerId: 'swiftlane' },
    archive: {},
  },
});

async function timeline(search = ''): Promise<Timeline> {
  const { status, body } = await server.call(`/v1/users/${userId}/timeline${search}`);
  expect(status, body.message).toBe(200);
  expect(ajv.validate(Timeline, body.data), ajv.errorsText()).toBe(true);
  return body.data;
}

const ofKind = <Kind extends TimelineMark['kind']>(items: TimelineMark[], kind: Kind) =>
  items.filter((mark): mark is Extract<TimelineMark, { kind: Kind }> => mark.kind === kind);

test('screens, callbacks, events and attempts are in one timeline, in order', async () => {
  const { items, sessions } = await timeline();
  expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort());
  expect(sessions).toMatchObject([{ status: 'IN_PROGRESS', hostOrigin: 'https://lender.example' }]);
  expect(ofKind(items, 'SCREEN')).toMatchObject([{ name: 'LoginPageOpened', sessionId: sessions[0]!.id }]);
  expect(ofKind(items, 'CALLBACK').map(({ name }) => name)).toEqual([
    'onAccountCreated',
    'onAccountConnected',
  ]);
  expect(ofKind(items, 'EVENT').map(({ type }) => type)).toContain('TASK_FINISHED');
});

test('the callback, the event and its deliveries share one event id', async () => {
  const isSettled = (items: TimelineMark[]) =>
    ofKind(items, 'ATTEMPT').length >= ofKind(items, 'EVENT').length + 1;
  let { items } = await timeline();
  while (!isSettled(items)) ({ items } = await timeline());
  const connected = ofKind(items, 'EVENT').find(({ type }) => type === 'ACCOUNT_CONNECTED')!;
  const callback = ofKind(items, 'CALLBACK').find(({ name }) => name === 'onAccountConnected')!;
  expect(callback.eventId).toBe(connected.eventId);
  expect(Date.parse(callback.repeatedUntil!) - Date.parse(callback.at)).toBe(24 * 60 * 60 * 1000);
  expect(JSON.parse(connected.body!)).toMatchObject({ id: connected.eventId, data: { accountId } });
  expect(connected.deliveries).toMatchObject([
    { webhookName: 'Loan desk', state: 'DELIVERED', nextAttemptAt: null },
    { webhookName: 'Broken', state: 'RETRYING', nextAttemptAt: expect.any(String) },
  ]);
  const attempts = ofKind(items, 'ATTEMPT').filter(({ eventId }) => eventId === connected.eventId);
  expect(
    attempts.map(({ webhookName, succeeded, status }) => [webhookName, succeeded, status]).sort(),
  ).toEqual([
    ['Broken', false, 500],
    ['Loan desk', true, 200],
  ]);
});

test('all pages together contain everything once', async () => {
  const whole = ofKind((await timeline()).items, 'EVENT').map(({ eventId }) => eventId);
  // Events of one transaction have the same time. With some of these page sizes, a page would end between two such
  // events.
  for (const size of [1, 2, 3, 4, 5]) {
    const paged: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Timeline = await timeline(`?size=${size}${cursor && `&cursor=${cursor}`}`);
      paged.unshift(...ofKind(page.items, 'EVENT').map(({ eventId }) => eventId));
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  }
});

test('a callback that concerns only its page is never repeated', async () => {
  const user = await newUser(server);
  const page = await WidgetPage.open(server, user.userToken);
  await page.close();
  const { items } = (await server.call(`/v1/users/${user.userId}/timeline`)).body.data as Timeline;
  expect(ofKind(items, 'CALLBACK')).toMatchObject([{ name: 'onClose', repeatedUntil: null }]);
});

test('a user of another mode is not found', async () => {
  const response = await server.call(`/v1/users/${userId}/timeline`, { as: production });
  expect(response.body).toMatchObject({ code: 'MISSING_RESOURCE', data: null });
});
