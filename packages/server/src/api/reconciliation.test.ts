import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catchUp, createGapCheck, createReceiver, eventSource, nodeHandler } from '@winkwire/receiver';
import { expect, test, vi } from 'vitest';
import { sandbox, startTestServer } from '../testing/test-server.ts';

const secret = 'a long random secret';

/** A customer's server, written as the SDK's README shows. While `isDown` is set, it responds with 503. */
async function startCustomer() {
  const receiver = createReceiver({ secrets: secret });
  const gaps = createGapCheck();
  const heard: { id: string; type: string }[] = [];
  const customer = { receiver, gaps, heard, isDown: false };
  receiver.on('*', ({ id, type }, { sequence }) => {
    heard.push({ id, type });
    gaps.add('all', sequence!);
  });
  const handle = nodeHandler(receiver);
  const listener: RequestListener = (request, response) => {
    if (customer.isDown) response.writeHead(503).end();
    else void handle(request, response);
  };
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(customer, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

test('a customer that was down catches up with the SDK, and both sides prove to have the same events', async () => {
  await using winkwire = await startTestServer();
  await using customer = await startCustomer();
  const { receiver, heard, gaps } = customer;
  const settings = { name: 'All', url: customer.url, eventTypes: ['ALL_EVENTS'], active: true, secret };
  const registered = await winkwire.call('/v1/webhooks', { method: 'POST', body: settings });
  const createUsers = async (count: number) => {
    for (let made = 0; made < count; made += 1)
      await winkwire.call('/v1/users', { method: 'POST', body: {} });
  };

  await createUsers(3);
  await vi.waitFor(() => expect(heard).toHaveLength(3), 10_000);
  customer.isDown = true;
  await createUsers(4);

  const source = eventSource({
    baseUrl: `${winkwire.url}/v1`,
    webhookId: registered.body.data.id,
    apiKey: sandbox.key,
    apiSecret: sandbox.secret,
  });
  const result = await vi.waitFor(async () => {
    const tried = await catchUp({ source, receiver });
    expect(tried.checkpoint.sequence).toBe(7);
    return tried;
  }, 10_000);

  expect(result).toMatchObject({ complete: true, erased: 0, stoppedBy: null });
  expect(heard.map(({ type }) => type)).toEqual(Array(7).fill('USER_CREATED'));
  expect(new Set(heard.map(({ id }) => id)).size).toBe(7);
  expect(gaps.add('all', 7)).toEqual({ missing: [], duplicate: true, next: 8 });
});

test('a preview refuses the combinations that the operation itself refuses', async () => {
  await using winkwire = await startTestServer();
  const settings = {
    name: 'All',
    url: 'https://example.com/',
    eventTypes: ['ALL_EVENTS'],
    active: true,
    secret,
  };
  const registered = await winkwire.call('/v1/webhooks', { method: 'POST', body: settings });
  const path = `/v1/webhooks/${registered.body.data.id}`;
  const since = '2026-03-02T00:00:00Z';
  const refusals: [kind: string, operation: string, values: Record<string, string | number>][] = [
    ['REWIND', 'rewind', {}],
    ['REWIND', 'rewind', { sequence: 0, since }],
    ['RECOVER', 'recover', {}],
    ['RECOVER', 'recover', { sequence: 0, since }],
    ['REPLAY', 'backfill', {}],
    ['REPLAY', 'backfill', { sequence: 0, since }],
    ['RECOVER', 'recover', { since, until: since }],
  ];
  for (const [kind, operation, values] of refusals) {
    const query = new URLSearchParams({ kind, ...values } as Record<string, string>);
    const preview = await winkwire.call(`${path}/replays/preview?${query}`);
    const started = await winkwire.call(`${path}/${operation}`, { method: 'POST', body: values });
    expect([preview.status, preview.body.message]).toEqual([400, started.body.message]);
    expect(started.status).toBe(400);
  }
});
