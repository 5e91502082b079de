import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Overview } from '@winkwire/contract/portal-api';
import { Ajv, type AnySchema } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSignInLink } from '../../actions/create-sign-in-link.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

let server: TestServer;
let cookie: string;
const receiver = createServer((request, response) => request.resume().on('end', () => response.end()));
const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  server = await startTestServer();
  const token = (await createSignInLink(server.services)).split('#')[1];
  const { headers } = await ask('/session', { method: 'POST', body: { token } });
  cookie = headers.get('set-cookie')!.split(';')[0]!;
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  receiver.closeAllConnections();
  receiver.close();
});

interface Ask {
  mode?: string;
  method?: string;
  body?: unknown;
  schema?: AnySchema;
}

async function ask(path: string, { mode = 'SANDBOX', method = 'GET', body, schema }: Ask = {}) {
  const headers = { 'winkwire-mode': mode, ...(cookie ? { cookie } : {}) };
  const response = await server.call(`/portal/api${path}`, { as: null, method, headers, body });
  if (schema) expect(ajv.validate(schema, response.body.data), ajv.errorsText()).toBe(true);
  return response;
}

const overview = async (mode?: string): Promise<Overview> =>
  (await ask('/overview', { schema: Overview, ...(mode ? { mode } : {}) })).body.data;

test('the overview counts events and deliveries, and ticks off the first steps', async () => {
  expect(await overview()).toMatchObject({
    eventsToday: 0,
    endpoints: [],
    firstSteps: { webhookAdded: false, userCreated: false, accountConnected: false, webhookDelivered: false },
  });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const settings = { url, eventTypes: ['ALL_EVENTS'], secret: 'secret' };
  await server.call('/v1/webhooks', { method: 'POST', body: { ...settings, name: 'Loan desk' } });
  await server.call('/v1/webhooks', { method: 'POST', body: { ...settings, name: 'Paused', active: false } });
  await server.call('/v1/users', { method: 'POST', body: {} });

  let seen = await overview();
  while (seen.deliveries.delivered === 0) seen = await overview();
  expect(seen.hours).toHaveLength(24);
  expect(seen.hours.at(-1)!.events + seen.hours.at(-2)!.events).toBe(1);
  expect(seen.deliveries).toEqual({ delivered: 1, failed: 0, retrying: 0, waiting: 1 });
  expect(seen.endpoints).toMatchObject([
    { name: 'Paused', active: false, delivered: 0, waiting: 1 },
    { name: 'Loan desk', active: true, delivered: 1, waiting: 0 },
  ]);
  expect(seen.firstSteps).toEqual({
    webhookAdded: true,
    userCreated: true,
    accountConnected: false,
    webhookDelivered: true,
  });
  expect(await overview('PRODUCTION')).toMatchObject({ eventsToday: 0, endpoints: [] });
});

test('origins are registered for one mode, and a string that is not an origin is refused with a reason', async () => {
  const origins = ['https://app.example.com', 'https://*.example.org'];
  await ask('/origins', { method: 'PUT', body: { origins } });
  expect((await ask('/origins')).body.data.origins.sort()).toEqual(origins.toSorted());
  expect((await ask('/origins', { mode: 'PRODUCTION' })).body.data.origins).toEqual([]);
  const refused = await ask('/origins', { method: 'PUT', body: { origins: ['app.example.com/path'] } });
  expect(refused.body).toMatchObject({
    code: 'INVALID_PARAMETERS',
    message: expect.stringContaining('app.example.com/path'),
  });
});

test('an API key does not sign in to the portal', async () => {
  expect((await server.call('/portal/api/overview')).body.code).toBe('INVALID_TOKEN');
});
