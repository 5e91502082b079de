import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { datapointKinds } from '@winkwire/contract/datapoints';
import { InviteTemplate } from '@winkwire/contract/resources';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { addEveryKind } from '../testing/add-every-kind.ts';
import { operationNames, violationsOf } from '../testing/contract-check.ts';
import {
  type ApiResponse,
  production,
  sandbox,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts';
import { WidgetPage } from '../testing/widget-page.ts';

/*
 * Validates the responses of all operations with an API key against our schema. If WINKWIRE_REFERENCE_OPENAPI names an
 * OpenAPI file, validates them against that file too.
 */

describe.each(['sqlite', 'postgres'] as const)('responses match the contract on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  let receiver: Server;
  let receiverUrl = '';
  const tried = new Set<string>();

  const held = { userId: '', accountId: '', archiveId: '', webhookId: '', eventId: '' };

  beforeAll(async () => {
    receiver = createServer((request, response) =>
      request.resume().on('end', () => {
        response.statusCode = request.url === '/failing' ? 500 : 200;
        response.end('received');
      }),
    );
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    receiverUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    held.webhookId = (await attempt('POST /webhooks', '/webhooks', webhook())).body.data.id;
    held.userId = (
      await attempt('POST /users', '/users', { externalMetadata: { customer: '1' } })
    ).body.data.user.id;
    held.accountId = await linkAccount();
    held.archiveId = (await attempt('POST /archives', '/archives', await payslip())).body.data.id;
    await addEveryKind(server.services.store, held);
    await waitFor(async () => (await statusOf(held.archiveId)) !== 'STARTED');
    held.eventId = (await attempt('GET /events', '/events?type=USER_CREATED')).body.data.items[0].id;
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
    receiver.closeAllConnections();
    receiver.close();
  });

  async function attempt(operation: string, path: string, body?: unknown): Promise<ApiResponse> {
    const [method = 'GET'] = operation.split(' ');
    // A sign-in link opens both modes, so only an API key of production may create one.
    const as = path === '/sign-in-links' ? production : sandbox;
    const response = await server.call(`/v1${path}`, { method, body, as });
    expect([response.status, response.body.message]).toEqual([
      expect.toBeOneOf([200, 201]),
      expect.any(String),
    ]);
    expect(
      violationsOf(operation, response),
      `${operation} returned ${JSON.stringify(response.body).slice(0, 2000)}`,
    ).toEqual([]);
    tried.add(operation);
    return response;
  }

  const webhook = () => ({
    name: 'contract test',
    url: receiverUrl,
    eventTypes: ['ALL_EVENTS'],
    active: true,
    includePayload: true,
    secret: 'a secret of this test',
  });

  const document = async (name: string): Promise<string> =>
    (await readFile(new URL(`../../assets/documents/${name}`, import.meta.url))).toString('base64');

  const payslip = async () => ({
    userId: held.userId,
    fileType: 'PAYSLIP',
    rawFiles: [
      {
        fileSubtype: 'PAYSLIP',
        fileName: 'payslip',
        fileExtensionType: 'PDF',
        fileContent: await document('payslip-george.pdf'),
      },
    ],
  });

  const statusOf = async (archiveId: string): Promise<string> =>
    (await server.call(`/v1/archives/${archiveId}`)).body.data.state.status;

  async function linkAccount(): Promise<string> {
    const { body } = await server.call('/v1/providers?accountConnection=true&size=1');
    const providerId = body.data.items[0].id;
    const linked = await attempt('POST /sandbox/accounts', '/sandbox/accounts', {
      userId: held.userId,
      providerId,
    });
    const { id } = linked.body.data;
    await waitFor(async () => {
      const account = await server.call(`/v1/accounts/${id}`);
      const tasks = await server.call(`/v1/tasks?sourceId=${id}`);
      return (
        account.body.data.connectionStatus === 'CONNECTED' && tasks.body.data.items[0]?.status === 'Finished'
      );
    });
    return id;
  }

  async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + 60_000;
    while (!(await isDone())) {
      if (Date.now() > deadline) throw new Error('waited too long');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test('users', async () => {
    await attempt('GET /users', '/users');
    await attempt('GET /users/{}', `/users/${held.userId}`);
    const { body } = await attempt('GET /users/{}/payload', `/users/${held.userId}/payload`);
    expect(body.data.accounts).toMatchObject([{ id: held.accountId }]);
    expect(body.data.accounts[0].payload.identity).not.toBeNull();
    expect(body.data.archives).toMatchObject([{ id: held.archiveId, fileType: 'PAYSLIP' }]);
    await attempt('GET /users/{}/timeline', `/users/${held.userId}/timeline`);
  });

  test('a reset empties the payload and keeps what was linked', async () => {
    const other = (await attempt('POST /users', '/users')).body.data.user.id;
    await attempt('POST /users/{}/resetSession', `/users/${other}/resetSession`);
    const { body } = await attempt('GET /users/{}/payload', `/users/${other}/payload`);
    expect(body.data).toMatchObject({ metadata: { status: 'IN_PROGRESS' }, accounts: [], archives: [] });
    const { body: events } = await attempt('GET /events', `/events?userId=${other}`);
    expect(events.data.items.map(({ type }: { type: string }) => type).sort()).toEqual([
      'USER_CREATED',
      'USER_SESSION_RESET',
    ]);
  });

  test('an erased user is gone', async () => {
    const { id } = (await attempt('POST /users', '/users')).body.data.user;
    await attempt('DELETE /users/{}', `/users/${id}`);
    expect((await server.call(`/v1/users/${id}`)).status).toBe(404);
  });

  test('consents and employers that users named', async () => {
    await attempt('GET /consents', `/consents?userId=${held.userId}`);
    await attempt('GET /employerSurveys', `/employerSurveys?userId=${held.userId}`);
  });

  test('tokens', async () => {
    const { body } = await attempt('POST /tokens', `/tokens?userId=${held.userId}`);
    expect(body.data.accessToken.split('.')).toHaveLength(3);
  });

  test('sessions', async () => {
    const token = await attempt('POST /tokens', `/tokens?userId=${held.userId}`);
    const page = await WidgetPage.open(server, token.body.data.accessToken);
    const { body } = await attempt('GET /sessions', `/sessions?userId=${held.userId}`);
    expect(body.data.items).toMatchObject([{ id: page.session.sessionId, status: 'IN_PROGRESS' }]);
    await attempt('GET /sessions/{}', `/sessions/${page.session.sessionId}`);
    await attempt('GET /sessions/{}/callbacks', `/sessions/${page.session.sessionId}/callbacks`);
    await attempt('GET /sessions/funnel', '/sessions/funnel?by=device');
  });

  test('providers', async () => {
    const { body } = await attempt('GET /providers', '/providers?size=150');
    expect(body.data.items.length).toBeGreaterThanOrEqual(12);
    await attempt('GET /providers/{}', `/providers/${body.data.items[0].id}`);
  });

  test('consent templates', async () => {
    const { body } = await attempt('POST /consentTemplates', '/consentTemplates', {
      consentType: 'DATA',
      version: '1',
      consentText: 'I agree.',
    });
    await attempt('GET /consentTemplates', '/consentTemplates');
    await attempt('DELETE /consentTemplates/{}', `/consentTemplates/${body.data.id}`);
    expect((await server.call(`/v1/consentTemplates/${body.data.id}`, { method: 'DELETE' })).status).toBe(
      404,
    );
  });

  test('tasks', async () => {
    const { body } = await attempt('GET /tasks', `/tasks?userId=${held.userId}&sourceId=${held.accountId}`);
    expect(body.data.items).toMatchObject([{ type: 'LINK_ACCOUNT', status: 'Finished' }]);
    await attempt('GET /tasks/{}', `/tasks/${body.data.items[0].id}`);
  });

  test('accounts', async () => {
    await attempt('GET /accounts', `/accounts?userId=${held.userId}&startDate=2020-01-01&endDate=2100-01-01`);
    await attempt('GET /accounts/{}', `/accounts/${held.accountId}`);
    const { body } = await attempt('GET /accounts/{}/payload', `/accounts/${held.accountId}/payload`);
    expect(body.data.metadata).toMatchObject({ sourceId: held.accountId, userId: held.userId });
    await attempt('POST /accounts/{}/disableMonitor', `/accounts/${held.accountId}/disableMonitor`);
    const { body: after } = await attempt('GET /accounts/{}', `/accounts/${held.accountId}`);
    expect(after.data.monitorStatus).toBe('CUSTOMER_DISABLED');
  });

  test('sandbox triggers, and the end of an account', async () => {
    const id = await linkAccount();
    await attempt('POST /sandbox/users/{}/expireTokens', `/sandbox/users/${held.userId}/expireTokens`);
    await attempt('POST /sandbox/accounts/{}/sync', `/sandbox/accounts/${id}/sync`, {});
    await attempt('POST /sandbox/accounts/{}/errors', `/sandbox/accounts/${id}/errors`, {
      errorCode: 'ACCOUNT_LOCKED',
    });
    const revoked = await linkAccount();
    await attempt('DELETE /accounts/{}', `/accounts/${revoked}`);
    const { body } = await attempt('GET /accounts/{}', `/accounts/${revoked}`);
    expect(body.data.connectionStatus).toBe('DISCONNECTED');
  });

  test('archives and uploads', async () => {
    const { body } = await attempt('GET /archives/{}', `/archives/${held.archiveId}`);
    expect(body.data.state.status).toBe('ANALYZED');
    const { fields } = (await attempt('GET /archives/{}/fields', `/archives/${held.archiveId}/fields`)).body
      .data;
    const [{ id: fileId }] = body.data.rawFiles;
    expect(fields).toContainEqual(
      expect.objectContaining({ name: 'netAmount', value: 22579.65, confidence: 1, fileId, page: 1 }),
    );
    const { pages, steps } = (
      await attempt('GET /archives/{}/reading', `/archives/${held.archiveId}/reading`)
    ).body.data;
    expect(pages).toMatchObject([{ fileId, page: 1, readBy: 'TEXT', turnedBy: 0, unreadable: null }]);
    expect(steps.map(({ step }: { step: string }) => step)).toEqual([
      ...['FILE_RECEIVED', 'READING_STARTED', 'PAGE_READ', 'FIELDS_FOUND', 'CHECKED', 'CHECKED', 'ENDED'],
    ]);
    const path = `/archives/${held.archiveId}/fields/netAmount`;
    const corrected = (await attempt('PUT /archives/{}/fields/{}', path, { value: 22579.56 })).body.data;
    expect(corrected).toMatchObject({ value: 22579.56, fileId, page: 1, correction: { from: 22579.65 } });
    await attempt('GET /archives', `/archives?userId=${held.userId}&fileType=PAYSLIP`);
    await attempt('GET /uploads', `/uploads?userId=${held.userId}`);
    await attempt('GET /uploads/{}', `/uploads/${held.archiveId}`);
    await attempt('GET /fileTypes', '/fileTypes?size=150');
    const { fileType: _, ...unclassified } = await payslip();
    const classified = await attempt('POST /archives/classify', '/archives/classify', unclassified);
    await attempt('DELETE /archives/{}', `/archives/${classified.body.data.id}`);
  });

  test.each(Object.entries(datapointKinds))('%s data', async (kind, { path }) => {
    const { body } = await attempt(
      `GET /${path}`,
      `/${path}?userId=${held.userId}&sourceId=${held.accountId}`,
    );
    expect(body.data.items.length, kind).toBeGreaterThanOrEqual(1);
    const { id } = body.data.items[0];
    expect((await attempt(`GET /${path}/{}`, `/${path}/${id}`)).body.data).toEqual(body.data.items[0]);
  });

  test('invite templates and invites', async () => {
    const { id: _, ...content } = (InviteTemplate as { examples?: { id: string }[] }).examples![0]!;
    const made = (await attempt('POST /inviteTemplates', '/inviteTemplates', content)).body.data;
    await attempt('GET /inviteTemplates', '/inviteTemplates');
    await attempt('GET /inviteTemplates/{}', `/inviteTemplates/${made.id}`);
    await attempt('PUT /inviteTemplates/{}', `/inviteTemplates/${made.id}`, { ...content, name: 'Renamed' });
    const person = {
      fullName: 'George Palomero Jr.',
      email: 'gpalomero1234@smileapi.io',
      templateId: made.id,
    };
    const invite = (await attempt('POST /invites', '/invites', person)).body.data;
    await attempt('GET /invites', '/invites');
    await attempt('GET /invites/{}', `/invites/${invite.id}`);
    await attempt('GET /invites/{}/logs', `/invites/${invite.id}/logs`);
    await attempt('POST /invites/{}/revoke', `/invites/${invite.id}/revoke`);
    await attempt('DELETE /inviteTemplates/{}', `/inviteTemplates/${made.id}`);
  });

  test('hosted links', async () => {
    const made = (await attempt('POST /hostedLinks', '/hostedLinks', { userId: held.userId })).body.data;
    await attempt('GET /hostedLinks', '/hostedLinks?size=1');
    await attempt('GET /hostedLinks/{}', `/hostedLinks/${made.id}`);
    await attempt('POST /hostedLinks/{}/revoke', `/hostedLinks/${made.id}/revoke`);
  });

  test('wink templates and origins', async () => {
    const content = { name: 'Mobile', company: { name: 'Acme', logoUrl: null } };
    const made = (await attempt('POST /winkTemplates', '/winkTemplates', content)).body.data;
    await attempt('GET /winkTemplates', '/winkTemplates');
    await attempt('GET /winkTemplates/{}', `/winkTemplates/${made.id}`);
    await attempt('PUT /winkTemplates/{}', `/winkTemplates/${made.id}`, { ...content, name: 'Web' });
    await attempt('DELETE /winkTemplates/{}', `/winkTemplates/${made.id}`);
    await attempt('PUT /origins', '/origins', { origins: ['https://shop.example'] });
    expect((await attempt('GET /origins', '/origins')).body.data.origins).toEqual(['https://shop.example']);
  });

  test('events', async () => {
    await attempt('GET /events/{}', `/events/${held.eventId}`);
    await attempt('GET /egress', '/egress');
    await attempt('POST /events/batch', '/events/batch', [
      { type: 'RECORD_CREATED', data: { recordId: 'rec-1', recordType: null }, idempotencyKey: 'a' },
      { type: 'RECORD_CREATED', data: {} },
    ]);
    await attempt('POST /events', '/events', {
      type: 'USER_CREATED',
      data: {
        userId: held.userId,
        session: { userId: held.userId, channel: 'Default', channelId: null, status: 'IN_PROGRESS' },
      },
    });
  });

  test('API keys', async () => {
    const { body } = await attempt('POST /keys', '/keys', { name: 'contract test' });
    await attempt('GET /keys', '/keys');
    await attempt('POST /keys/{}/expire', `/keys/${body.data.key}/expire`, { inSeconds: 60 });
    await attempt('POST /sign-in-links', '/sign-in-links');
  });

  test('webhooks', async () => {
    const id = held.webhookId;
    await attempt('GET /webhooks', '/webhooks');
    await attempt('GET /webhooks/{}', `/webhooks/${id}`);
    const { secret: _, ...settings } = webhook();
    await attempt('PUT /webhooks/{}', `/webhooks/${id}`, { ...settings, name: 'renamed' });
    await attempt('PATCH /webhooks/{}', `/webhooks/${id}`, { name: 'renamed again' });
    await attempt('POST /webhooks/{}/secrets', `/webhooks/${id}/secrets`, {});
    const ended = await attempt('DELETE /webhooks/{}/secrets/previous', `/webhooks/${id}/secrets/previous`);
    expect(ended.body.data.previousSecrets).toEqual([]);
    await attempt('POST /webhooks/{}/reveal', `/webhooks/${id}/reveal`, {});
    expect((await attempt('POST /webhooks/{}/test', `/webhooks/${id}/test`, {})).body.data).toMatchObject({
      status: 200,
    });
    await attempt('GET /webhooks/{}/deliveries', `/webhooks/${id}/deliveries`);
    await attempt('GET /webhooks/{}/attempts', `/webhooks/${id}/attempts?succeeded=true`);
    await attempt('GET /deliveries', '/deliveries?status=200');
    const { body: attempts } = await attempt('GET /attempts', `/attempts?webhookId=${held.webhookId}`);
    expect(attempts.data.items.length).toBeGreaterThan(0);
    await attempt('GET /webhooks/{}/explain', `/webhooks/${id}/explain?eventId=${held.eventId}`);
    await attempt('POST /webhooks/{}/resend', `/webhooks/${id}/resend`, { eventId: held.eventId });
    await attempt('GET /webhooks/{}/checkpoint', `/webhooks/${id}/checkpoint`);
    await attempt('GET /webhooks/{}/events', `/webhooks/${id}/events?after=0&size=5`);
    const rewound = (await attempt('POST /webhooks/{}/rewind', `/webhooks/${id}/rewind`, { sequence: 0 }))
      .body.data;
    expect(rewound.progress).toEqual({ unit: 'SEQUENCE', at: 0, of: rewound.through });
    const preview = await attempt('POST /webhooks/filterPreview', '/webhooks/filterPreview', {
      eventTypes: ['ACCOUNT_*'],
      filter: { providerId: 'swiftlane' },
    });
    expect(preview.body.data).toMatchObject({ matched: 0, warning: expect.stringContaining('providers') });
    const counted = await attempt(
      'GET /webhooks/{}/replays/preview',
      `/webhooks/${id}/replays/preview?kind=REWIND&sequence=0`,
    );
    expect(counted.body.data).toMatchObject({ deliveries: expect.any(Number), exact: true });
    await attempt('POST /webhooks/{}/recover', `/webhooks/${id}/recover`, { since: '2020-01-01T00:00:00Z' });
    const missed = { since: '2020-01-01T00:00:00Z' };
    const backfill = await attempt('POST /webhooks/{}/backfill', `/webhooks/${id}/backfill`, missed);
    expect(backfill.headers.get('deprecation')).toBeNull();
    const { kind, position, through, progress } = backfill.body.data;
    expect(kind).toBe('REPLAY');
    expect(progress).toEqual({ unit: 'MILLISECONDS', at: position, of: through });
    const former = await attempt('POST /webhooks/{}/replay', `/webhooks/${id}/replay`, missed);
    expect(former.body.data.kind).toBe('REPLAY');
    expect(former.headers.get('deprecation')).toMatch(/^@\d+$/);
    expect(former.headers.get('link')).toBe(`</v1/webhooks/${id}/backfill>; rel="successor-version"`);
    await attempt('GET /webhooks/{}/replays', `/webhooks/${id}/replays`);
    await attempt('GET /webhooks/{}/replays/{}', `/webhooks/${id}/replays/${rewound.id}`);
    await attempt(
      'POST /webhooks/{}/replays/{}/cancel',
      `/webhooks/${id}/replays/${rewound.id}/cancel`,
      undefined,
    );
    const failing = { ...webhook(), url: receiverUrl.replace('/hook', '/failing') };
    const other = (await attempt('POST /webhooks', '/webhooks', failing)).body.data;
    await attempt('POST /users', '/users', {});
    const health = () => attempt('GET /webhooks/{}/health', `/webhooks/${other.id}/health`);
    await waitFor(async () => (await health()).body.data.retrying > 0);
    expect((await health()).body.data.lastFailure).toMatchObject({ status: 500, responseBody: 'received' });
    await attempt('POST /webhooks/{}/probe', `/webhooks/${other.id}/probe`);
    await attempt('DELETE /webhooks/{}', `/webhooks/${other.id}`);
  });

  test('every operation is tested', () => {
    expect(operationNames.filter((name) => !tried.has(name))).toEqual([]);
  });
});
