import { readFile } from 'node:fs/promises';
import { datapointKinds } from '@winkwire/contract/datapoints';
import {
  ConsentTemplateCreateRequest,
  InviteTemplateCreateRequest,
  InviteTemplateUpdateRequest,
} from '@winkwire/contract/resources';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Credentials } from '../domain/api-keys.ts';
import { addEveryKind } from '../testing/add-every-kind.ts';
import { publishedOperations } from '../testing/contract-check.ts';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';
import type { Operation } from './operation.ts';

let server: TestServer;
let other: { SANDBOX: Credentials; PRODUCTION: Credentials };
/** One id of everything that the sandbox's owner has, by the address of its list. */
const owned: Record<string, string> = {};

const exampleOf = (schema: unknown) => (schema as { examples: Record<string, unknown>[] }).examples[0]!;

async function files() {
  const document = await readFile(new URL('../../assets/documents/unreadable.pdf', import.meta.url));
  return [
    { fileSubtype: 'COMPANY_ID_FRONT', fileExtensionType: 'PDF', fileContent: document.toString('base64') },
  ];
}

async function make(path: string, body: unknown): Promise<string> {
  const answer = await server.call(`/v1/${path}`, { method: 'POST', body });
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  const id = answer.body.data.id ?? answer.body.data.user.id;
  owned[path] = id;
  return id;
}

const firstOf = async (path: string): Promise<string> =>
  (await server.call(`/v1/${path}`)).body.data.items[0]?.id ?? '';

beforeAll(async () => {
  server = await startTestServer();
  other = await server.createTenant('other');
  const userId = await make('users', {});
  const webhookId = await make('webhooks', {
    name: 'mine',
    url: 'http://127.0.0.1:8099/',
    eventTypes: ['ALL_EVENTS'],
    active: false,
    secret: 'mine alone',
  });
  const providers = await server.call('/v1/providers?accountConnection=true');
  owned.accounts = await make('sandbox/accounts', { userId, providerId: providers.body.data.items[0].id });
  await addEveryKind(server.services.store, { userId, accountId: owned.accounts });
  for (const { path } of Object.values(datapointKinds)) owned[path] = await firstOf(path);
  owned.tasks = await firstOf('tasks');
  owned.events = await firstOf('events');
  await make('consentTemplates', exampleOf(ConsentTemplateCreateRequest));
  const templateId = await make('inviteTemplates', exampleOf(InviteTemplateCreateRequest));
  await make('winkTemplates', { name: 'Mine', company: { name: 'Mine', logoUrl: null } });
  await make('invites', { fullName: 'George Palomero Jr.', email: 'gpalomero1234@smileapi.io', templateId });
  owned.archives = await make('archives', { userId, fileType: 'COMPANY_ID', rawFiles: await files() });
  owned.uploads = owned.archives;
  await make(`webhooks/${webhookId}/rewind`, { sequence: 0 });
  owned.replays = owned[`webhooks/${webhookId}/rewind`]!;
});
afterAll(() => server[Symbol.asyncDispose]());

/** `/v1/webhooks/:id/replays/:replayId`, each name by the id that belongs there. */
function addressed(path: string): string {
  const parts = path.replace('/v1/', '').replace('sandbox/', '').split('/');
  const filled = parts.map((part, index) =>
    part.startsWith(':') ? (owned[parts[index - 1]!] ?? part) : part,
  );
  expect(filled.join('/'), path).not.toContain(':');
  return `/v1/${path.includes('/sandbox/') ? 'sandbox/' : ''}${filled.join('/')}`;
}

/** A body that is right in itself. */
const bodies: Record<string, () => unknown> = {
  replaceWebhook: () => ({
    name: 'a',
    url: 'http://127.0.0.1:8099/',
    eventTypes: ['ALL_EVENTS'],
    active: true,
  }),
  updateWebhook: () => ({ name: 'a' }),
  rewindWebhook: () => ({ sequence: 0 }),
  recoverWebhook: () => ({ since: '2020-01-01T00:00:00Z' }),
  replayMissing: () => ({ since: '2020-01-01T00:00:00Z' }),
  resendEvent: () => ({ eventId: owned.events }),
  updateInviteTemplate: () => exampleOf(InviteTemplateUpdateRequest),
  updateWinkTemplate: () => ({ name: 'a', company: { name: 'a', logoUrl: null } }),
  breakSandboxAccount: () => ({ errorCode: 'ACCOUNT_LOCKED' }),
};

const strangers = () => [production, other.SANDBOX, other.PRODUCTION];
const bodyOf = ({ id, body }: Operation): unknown => (body ? (bodies[id]?.() ?? {}) : undefined);

const named = (operations: Operation[]) => operations.map((operation) => [operation.id, operation] as const);
const ofOne = publishedOperations.filter(
  ({ path, method }) => path.includes(':') && !/providers/.test(path) && method,
);
const lists = publishedOperations.filter(({ path, method }) => !path.includes(':') && method === 'GET');

describe("another tenant's or mode's id is not there", () => {
  test.each(named(ofOne))('%s', async (_, operation) => {
    const path = addressed(operation.path);
    const query = operation.id === 'explainDelivery' ? `?eventId=${owned.events}` : '';
    for (const as of strangers()) {
      const answer = await server.call(`${path}${query}`, {
        method: operation.method,
        body: bodyOf(operation),
        as,
      });
      // Triggers of the sandbox refuse production before they look.
      const expected = operation.path.includes('/sandbox/') && as !== other.SANDBOX ? [403, 404] : [404];
      expect(expected, JSON.stringify(answer.body)).toContain(answer.status);
      expect(answer.body.data).toBeNull();
    }
  });
});

describe('a list shows nothing of another tenant or mode', () => {
  test.each(named(lists))('%s', async (_, operation) => {
    const filters = `?userId=${owned.users}&sourceId=${owned.accounts}`;
    for (const as of strangers()) {
      for (const query of ['', filters]) {
        const { status, body } = await server.call(`${operation.path}${query}`, { as });
        expect(status, JSON.stringify(body)).toBe(200);
        const text = JSON.stringify(body);
        for (const id of Object.values(owned)) expect(text).not.toContain(id);
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
])('%s cannot be made of what belongs to somebody else', async (_, path, body) => {
  const provider = (await server.call('/v1/providers?accountConnection=true')).body.data.items[0].id;
  const rawFiles = JSON.stringify(await files());
  const fill = (text: string) =>
    text
      .replace('"FILES"', rawFiles)
      .replace('USER', owned.users!)
      .replace('TEMPLATE', owned.inviteTemplates!)
      .replace('PROVIDER', provider);
  const answer = await server.call(fill(path), {
    method: 'POST',
    as: other.SANDBOX,
    ...(body ? { body: fill(JSON.stringify(body)) } : {}),
  });
  expect(answer).toMatchObject({ status: 404, body: { code: 'MISSING_RESOURCE' } });
});

test('everything of the owner is still as it was', async () => {
  for (const [list, id] of Object.entries(owned)) {
    if (/rewind|replays|sandbox/.test(`${list} ${id}`)) continue;
    if (['consentTemplates'].includes(list)) expect(await firstOf(list)).toBe(id);
    else expect((await server.call(`/v1/${list}/${id}`)).status, list).toBe(200);
  }
});
