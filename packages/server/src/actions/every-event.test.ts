import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EventBody } from '@winkwire/contract';
import { type EventType, eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { catalogue, eventSchema, exampleBody, sourceOf } from '@winkwire/contract/events';
import { readReference, referencePath } from '@winkwire/contract/testing/reference';
import { createReceiver, nodeHandler } from '@winkwire/receiver';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { documentBytes } from '../testing/archive-services.ts';
import { template } from '../testing/invite-services.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { watchLocks } from '../testing/watch-locks.ts';
import { WidgetPage } from '../testing/widget-page.ts';

/* Causes every event of the contract, and compares what a customer's receiver gets with the catalogue. */

const secret = 'a long random secret';
const delivered: EventBody[] = [];
const sequences = new Map<string, number>();
const close: (() => Promise<unknown>)[] = [];
let server: TestServer;
let otherOrders: ReadonlySet<string>;

beforeAll(async () => {
  server = await startTestServer();
  otherOrders = watchLocks(server.services.store);
  const receiver = createReceiver({ secrets: secret }).on('*', (event, { sequence }) => {
    delivered.push(event);
    sequences.set(event.id, sequence!);
  });
  const handle = nodeHandler(receiver);
  const customer = createServer((request, response) => {
    if (request.url === '/gone') response.writeHead(410).end();
    else if (request.url === '/failing')
      response.writeHead(wasDelivered('ENDPOINT_FAILING') ? 200 : 500).end();
    else void handle(request, response);
  }).listen(0, '127.0.0.1');
  await once(customer, 'listening');
  close.push(
    () => server[Symbol.asyncDispose](),
    async () => {
      customer.closeAllConnections();
      customer.close();
    },
  );
  const url = `http://127.0.0.1:${(customer.address() as AddressInfo).port}`;
  const everything = { eventTypes: ['ALL_EVENTS', 'ENDPOINT_*', 'FIELD_*'], includePayload: true };
  await post('/v1/webhooks', { name: 'All', url, secret, ...everything });
  for (const name of ['failing', 'gone']) {
    await post('/v1/webhooks', { name, url: `${url}/${name}`, secret, eventTypes: ['ALL_EVENTS'] });
  }
  await causeEverything();
  await vi.waitFor(() => expect(missing()).toEqual([]), { timeout: 30_000 }).catch(() => undefined);
}, 120_000);

afterAll(async () => {
  for (const end of close) await end();
});

const contractTypes: ReadonlySet<string> = new Set(eventTypes);
const allTypes = [...eventTypes, ...ownEventTypes];
const wasDelivered = (type: EventType) => delivered.some((event) => event.type === type);
const missing = () => allTypes.filter((type) => !wasDelivered(type));

async function post(path: string, body: object = {}) {
  const response = await server.call(path, { method: 'POST', body });
  if (response.status > 201) throw new Error(`${path}: ${JSON.stringify(response.body)}`);
  return response.body.data;
}

const remove = (path: string) => server.call(path, { method: 'DELETE' });
const settled = (type: EventType, id: string) =>
  vi.waitFor(() => {
    const found = delivered.some((event) => event.type === type && JSON.stringify(event.data).includes(id));
    expect(found, `${type} of ${id}`).toBe(true);
  }, 30_000);

async function causeEverything(): Promise<void> {
  const { user, token } = await post('/v1/users');
  await causeAccountEvents(user.id);
  await causeArchiveEvents(user.id);
  await causeInviteEvents();
  const page = await WidgetPage.open(server, token.accessToken);
  await page.close();
  await settled('USER_SESSION_COMPLETED', user.id);
  await post(`/v1/users/${user.id}/resetSession`);
  for (const type of operatorTypes) await post('/v1/events', { type, data: exampleBody(type).data });
}

const operatorTypes = eventTypes.filter((type) => /^(VERIFICATION|RECORD)_/.test(type));

async function causeAccountEvents(userId: string): Promise<void> {
  const { items } = (await server.call('/v1/providers?size=150')).body.data;
  const connected = items.filter((provider: { accountConnection: boolean }) => provider.accountConnection);
  const ids: string[] = connected.map(({ id }: { id: string }) => id);
  await post('/v1/sandbox/accounts', { userId, providerId: ids[0], errorCode: 'INVALID_CREDENTIALS' });
  for (const providerId of ids) {
    const account = await post('/v1/sandbox/accounts', { userId, providerId, identity: 'George' });
    await settled('TASK_FINISHED', account.id);
    if (account.monitorStatus === 'ACTIVE') await post(`/v1/sandbox/accounts/${account.id}/sync`);
    await remove(`/v1/accounts/${account.id}`);
  }
}

async function causeArchiveEvents(userId: string): Promise<void> {
  const upload = async (name: string) => {
    const fileContent = Buffer.from(await documentBytes(name)).toString('base64');
    const rawFiles = [{ fileName: name, fileExtensionType: 'PDF', fileContent }];
    return (await post('/v1/archives', { userId, fileType: 'PAYSLIP', rawFiles })).id;
  };
  const read = await upload('payslip-george.pdf');
  await settled('ARCHIVE_ANALYZED', read);
  await server.call(`/v1/archives/${read}/fields/netAmount`, { method: 'PUT', body: { value: 1 } });
  await remove(`/v1/archives/${read}`);
  await settled('ARCHIVE_FAILED', await upload('unreadable.pdf'));
}

async function causeInviteEvents(): Promise<void> {
  const silent = { ...template, email: { ...template.email, sendEmail: false } };
  const { id: templateId } = await post('/v1/inviteTemplates', silent);
  const person = { fullName: 'Christina Tan', email: 'christina4321@smileapi.io' };
  const { userId } = await post('/v1/invites', { ...person, templateId });
  const { items } = (await server.call('/v1/providers?size=150&accountConnection=true')).body.data;
  await post('/v1/sandbox/accounts', { userId, providerId: items[0].id, identity: 'Christina' });
}

test('every event type is delivered', () => {
  expect(missing()).toEqual([]);
});

test('transactions lock tables in the order that ARCHITECTURE.md states', () => {
  expect([...otherOrders]).toEqual([]);
});

const ajv = new Ajv();
addFormats.default(ajv);

test.each(allTypes)('each delivered %s matches the catalogue', (type) => {
  const validate = ajv.compile(eventSchema(type));
  for (const event of delivered.filter((body) => body.type === type)) {
    validate(event);
    expect(validate.errors, JSON.stringify(event).slice(0, 500)).toBeNull();
  }
});

test.each(allTypes)('each delivered %s has its fields in the order of the catalogue', (type) => {
  const order = Object.keys(catalogue[type].data.properties);
  for (const { data } of delivered.filter((body) => body.type === type)) {
    expect(Object.keys(data)).toEqual(order.filter((field) => field in data));
  }
});

test.skipIf(!referencePath)('each delivered event matches the reference', () => {
  const reference = readReference(referencePath!);
  for (const event of delivered.filter(({ type }) => contractTypes.has(type))) {
    expect(reference.complaintsOfEvent(event), JSON.stringify(event).slice(0, 500)).toEqual([]);
  }
});

test('the events of a source arrive in the order in which they happened', () => {
  const bySource = Map.groupBy(delivered, ({ type, data }) => sourceOf(type, data));
  for (const events of bySource.values()) {
    const order = events.map(({ id }) => sequences.get(id)!);
    expect(order, events.map(({ type }) => type).join()).toEqual(order.toSorted((one, other) => one - other));
  }
});

test("events about a source's data come between the start and the end of its task", () => {
  const added = delivered.filter(({ type }) => type.endsWith('_ADDED'));
  expect(added.length).toBeGreaterThan(20);
  for (const event of added) {
    const source = sourceOf(event.type, event.data);
    const ofSource = delivered.filter(({ type, data }) => sourceOf(type, data) === source);
    const types = ofSource.slice(0, ofSource.indexOf(event)).map(({ type }) => type);
    expect(types.lastIndexOf('TASK_STARTED')).toBeGreaterThan(types.lastIndexOf('TASK_FINISHED'));
  }
});

test('the payload of a task contains the kinds that its datapoints list', () => {
  const tasks = delivered.filter((event) => event.type === 'TASK_FINISHED');
  const income = tasks.find(({ data }) => data.datapoints.includes('INCOMES'))!;
  expect(income.data.payload!.incomes!.items.length).toBeGreaterThan(0);
});
