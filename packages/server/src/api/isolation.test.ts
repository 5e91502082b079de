import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../domain/api-keys.ts';
import { publishedOperations } from '../testing/contract-check.ts';
import { addressOf, type Owned, ownEverything, uploadedFiles } from '../testing/own-everything.ts';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';
import { validBody } from '../testing/valid-body.ts';
import type { Operation } from './operation.ts';

let server: TestServer;
let other: { SANDBOX: Credentials; PRODUCTION: Credentials };
let owned: Owned = {};

beforeAll(async () => {
  server = await startTestServer();
  other = await server.createTenant('other');
  owned = await ownEverything(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const queries: Record<string, () => string> = {
  explainDelivery: () => `?eventId=${owned.events}`,
  previewReplay: () => '?kind=REWIND&sequence=0',
};

const strangers = () => [production, other.SANDBOX, other.PRODUCTION];

const named = (operations: Operation[]) => operations.map((operation) => [operation.id, operation] as const);
const ofOne = publishedOperations.filter(
  ({ path, method }) => path.includes(':') && !/providers/.test(path) && method,
);
const lists = publishedOperations.filter(({ path, method }) => !path.includes(':') && method === 'GET');

describe('an id of another tenant or mode is not found', () => {
  test.each(named(ofOne))('%s', async (_, operation) => {
    const path = addressOf(operation.path, owned);
    const query = queries[operation.id]?.() ?? '';
    for (const as of strangers()) {
      const response = await server.call(`${path}${query}`, {
        method: operation.method,
        body: validBody(operation, owned),
        as,
      });
      // With production credentials, `/v1/sandbox/` returns 403 before it looks for the resource.
      const expected = operation.path.includes('/sandbox/') && as !== other.SANDBOX ? [403, 404] : [404];
      expect(expected, JSON.stringify(response.body)).toContain(response.status);
      expect(response.body.data).toBeNull();
    }
  });
});

describe('a list contains nothing of another tenant or mode', () => {
  test.each(named(lists))('%s', async (_, operation) => {
    const known = (operation.query as { properties?: object } | undefined)?.properties ?? {};
    const given = Object.entries({ userId: owned.users!, sourceId: owned.accounts! });
    const filters = `?${new URLSearchParams(given.filter(([name]) => name in known))}`;
    for (const as of strangers()) {
      for (const query of ['', filters]) {
        const { status, body } = await server.call(`${operation.path}${query}`, { as });
        expect(status, JSON.stringify(body)).toBe(200);
        const text = JSON.stringify(body);
        for (const [list, id] of Object.entries(owned))
          if (list !== 'providers') expect(text).not.toContain(id);
      }
    }
  });
});

test.each([
  ['a token', '/v1/tokens?userId=USER', undefined],
  ['an archive', '/v1/archives', { userId: 'USER', fileType: 'COMPANY_ID', rawFiles: 'FILES' }],
  ['a linked account', '/v1/sandbox/accounts', { userId: 'USER', providerId: 'PROVIDER' }],
  [
    'an invite',
    '/v1/invites',
    { fullName: 'George Palomero Jr.', email: 'gpalomero1234@smileapi.io', templateId: 'TEMPLATE' },
  ],
])('%s cannot be created from resources of another tenant', async (_, path, body) => {
  const provider = (await server.call('/v1/providers?accountConnection=true')).body.data.items[0].id;
  const rawFiles = JSON.stringify(await uploadedFiles());
  const fill = (text: string) =>
    text
      .replace('"FILES"', rawFiles)
      .replace('USER', owned.users!)
      .replace('TEMPLATE', owned.inviteTemplates!)
      .replace('PROVIDER', provider);
  const response = await server.call(fill(path), {
    method: 'POST',
    as: other.SANDBOX,
    ...(body ? { body: fill(JSON.stringify(body)) } : {}),
  });
  expect(response).toMatchObject({ status: 404, body: { code: 'MISSING_RESOURCE' } });
});

test('nothing of the owner has changed', async () => {
  for (const [list, id] of Object.entries(owned)) {
    if (list.includes('/') || list === 'replays') continue;
    const isListed = list === 'consentTemplates' || list === 'keys';
    const { status, body } = await server.call(`/v1/${list}${isListed ? '' : `/${id}`}`);
    expect(status, list).toBe(200);
    expect(JSON.stringify(body)).toContain(id);
  }
});
