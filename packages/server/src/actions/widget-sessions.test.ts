import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { FrameEvent } from '@winkwire/contract/widget-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findAbandonedSessions } from '../domain/sessions.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, eventsUntil, newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';
import { completeAbandonedSessions, completeSession } from './complete-session.ts';
import { expireAccounts } from './expire-accounts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const eventId = (digit: string) => `et-${digit.repeat(32)}`;
const screen = (digit: string): FrameEvent => ({
  eventId: eventId(digit),
  name: 'onUIEvent',
  arguments: {
    eventName: 'ConsentPageOpened',
    eventTime: '2026-04-21T09:30:00Z',
    mode: 'SANDBOX',
    userId: 'x',
    account: {},
    archive: {},
  },
  at: '2026-04-21T09:30:00Z',
});
const callbacksOf = (sessionId: string) =>
  server.services.store.all<{ sequence: number; name: string; event_id: string }>(
    'select sequence, name, event_id from callbacks where session_id = $1 order by sequence',
    [sessionId],
  );

test('a link token opens one session', async () => {
  const { userId, userToken } = await newUser(server);
  const { session } = await WidgetPage.open(server, userToken);
  expect(session).toMatchObject({ userId, mode: 'SANDBOX', callbacks: [], consent: { templateId: null } });
  expect(session.options).toEqual({
    providers: [],
    topProviders: [],
    enableUpload: false,
    enableSearchBar: true,
    enableTypeBar: true,
    returnUrl: null,
  });
  const open = (token: string) =>
    server.call('/widget/api/sessions', {
      method: 'POST',
      as: null,
      body: { userToken: token, hostOrigin: 'https://lender.example', options: {} },
    });
  for (const token of [userToken, 'made-up', `${userToken}x`]) {
    expect(await open(token)).toMatchObject({ status: 401, body: { code: 'INVALID_TOKEN' } });
  }
});

test('only one of twenty concurrent requests with the same token opens a session', async () => {
  const { userToken } = await newUser(server);
  const attempts = Array.from({ length: 20 }, () => WidgetPage.open(server, userToken));
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a session can be renewed again after the response is lost, but not with the token of another user', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const stranger = await newUser(server);
  const refused = await page.post('sessions/renew', { userToken: stranger.userToken });
  expect(refused.body.code).toBe('INVALID_TOKEN');
  const lost = await newUserToken(server, userId);
  await page.post('sessions/renew', { userToken: lost });
  expect((await page.get('providers')).status).toBe(200);
  expect((await page.post('sessions/renew', { userToken: lost })).body.code).toBe('INVALID_TOKEN');
  const renewed = await page.post('sessions/renew', { userToken: await newUserToken(server, userId) });
  expect(renewed.body.data).toMatchObject({
    sessionId: page.session.sessionId,
    sessionToken: page.session.sessionToken,
  });
  expect((await page.get('providers')).status).toBe(200);
});

test('closing reports onClose and USER_SESSION_COMPLETED as one event, once, with everything that was shared', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const { accountId } = await page.login('parcelpond', { username: 'George', password: '123456' });
  await eventsUntil(server, accountId, 'TASK_FINISHED');
  const closed = await page.close('exit', { events: [screen('e')], after: 2 });
  await page.close('exit');
  const completed = (await eventsOf(server, userId)).filter(({ type }) => type === 'USER_SESSION_COMPLETED');
  expect(completed).toHaveLength(1);
  expect(completed[0]).toMatchObject({
    sessionId: page.session.sessionId,
    data: {
      session: { userId, channel: 'Default', channelId: null, status: 'COMPLETED' },
      payload: { accounts: [{ id: accountId, providerId: 'parcelpond' }] },
    },
  });
  const { callbacks } = closed.body.data;
  expect(callbacks).toMatchObject([
    { name: 'onUIEvent', sequence: 3, eventId: eventId('e') },
    { name: 'onClose', sequence: 4, eventId: completed[0]?.id },
  ]);
  expect((await callbacksOf(page.session.sessionId)).slice(2)).toMatchObject(
    callbacks.map(({ name, sequence, eventId }: CallbackRecord) => ({ name, sequence, event_id: eventId })),
  );
  expect((await page.get('providers')).body.code).toBe('INVALID_TOKEN');
});

test('each callback of the frame is recorded once and keeps its number, even after the session was closed', async () => {
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const record = async (...events: object[]) => (await page.post('events', { events })).body.data.sequences;
  expect(await record(screen('1'), screen('2'))).toEqual([1, 2]);
  expect(await record(screen('2'), screen('3'))).toEqual([2, 3]);
  await page.close('close', { events: [screen('3')] });
  const expired = { eventId: eventId('5'), name: 'onTokenExpired', at: '2026-04-21T09:30:00Z' };
  expect(await record(screen('4'), expired, screen('1'))).toEqual([5, 6, 1]);
  const tail = await page.get('callbacks?after=2');
  expect(tail.body.data.callbacks.map(({ name }: CallbackRecord) => name)).toEqual([
    'onUIEvent',
    'onClose',
    'onUIEvent',
    'onTokenExpired',
  ]);
});

test('a page that is gone ends its session without an onClose', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  await page.close('close', { callsPage: false, events: [screen('1')] });
  expect(await callbacksOf(page.session.sessionId)).toMatchObject([{ name: 'onUIEvent' }]);
  const types = (await eventsOf(server, userId)).map(({ type }) => type);
  expect(types).toEqual(['USER_CREATED', 'USER_SESSION_COMPLETED']);
});

test('unacknowledged callbacks are repeated by the next session, until they are acknowledged', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  await page.login('parcelpond', { username: 'George', password: '123456' });
  await page.post('events', { events: [screen('6')] });
  const [created, connected] = page.callbacks;
  await page.post('acknowledgements', { eventIds: [created!.eventId] });

  const second = await WidgetPage.open(server, await newUserToken(server, userId));
  expect(second.session.callbacks).toEqual([{ ...connected, replayed: true }]);
  await second.post('acknowledgements', { eventIds: [connected!.eventId] });
  const third = await WidgetPage.open(server, await newUserToken(server, userId));
  expect(third.session.callbacks).toEqual([]);
});

test('an abandoned session is completed after its time', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const hours = 6 * 60 * 60 * 1000;
  await completeAbandonedSessions({ ...server.services, now: () => Date.now() + hours });
  const types = (await eventsOf(server, userId)).map(({ type }) => type);
  expect(types).toEqual(['USER_CREATED', 'USER_SESSION_COMPLETED']);
  expect((await page.get('providers')).status).toBe(401);
});

test('a session is not abandoned if its user left for a provider, came back, and is using the widget', async () => {
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const { store } = server.services;
  const { sessionId } = page.session;
  const later = Date.now() + 11 * 60 * 1000;
  const services = { ...server.services, now: () => later };
  await store.run('update sessions set expires_at = $2, away_until = $3, silent_at = $4 where id = $1', [
    sessionId,
    later,
    later - 1,
    later + 1,
  ]);
  await completeAbandonedSessions(services);
  expect((await page.get('providers')).status).toBe(200);
  await store.run('update sessions set silent_at = $2 where id = $1', [sessionId, later]);
  await completeAbandonedSessions(services);
  expect((await page.get('providers')).status).toBe(401);
});

test('a session that is renewed just before it would end as abandoned stays open', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const { store } = server.services;
  const { sessionId } = page.session;
  await store.run('update sessions set expires_at = $2 where id = $1', [
    sessionId,
    Date.now() - 11 * 60 * 1000,
  ]);
  const abandoned = await findAbandonedSessions(store, Date.now());
  const session = abandoned.find(({ id }) => id === sessionId);
  const renewed = await page.post('sessions/renew', { userToken: await newUserToken(server, userId) });
  await completeSession(server.services, session!, { ending: 'ABANDONED' });
  expect((await new WidgetPage(server, renewed.body.data).get('providers')).status).toBe(200);
});

test('the widget asks for consent until the user has given it', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken, { companyName: 'Harbor Loans' });
  expect(page.session.consent!.title).toBe('Share your work data with Harbor Loans');
  await page.post('consents');
  await page.post('consents');
  const { body } = await server.call(`/v1/consents?userId=${userId}`);
  expect(body.data.items).toMatchObject([
    { userId, version: '1', consentedWith: 'Harbor Loans', consentTemplateId: null },
  ]);
  const options = { companyName: 'Harbor Loans' };
  const again = await WidgetPage.open(server, await newUserToken(server, userId), options);
  expect(again.session.consent).toBeNull();
});

test('if nobody has named a company, the widget names the site of the page', async () => {
  const { userToken } = await newUser(server);
  const { session } = await WidgetPage.open(server, userToken, {
    hostOrigin: 'https://apply.lender.example',
  });
  expect(session.companyName).toBe('apply.lender.example');
  expect(session.consent!.title).toBe('Share your work data with apply.lender.example');
});

test('a template whose company name is blank names nobody', async () => {
  const company = { name: '\u3164 ', logoUrl: null };
  const { body } = await server.call('/v1/winkTemplates', { method: 'POST', body: { name: 'a', company } });
  const { session } = await WidgetPage.open(server, (await newUser(server)).userToken, {
    templateId: body.data.id,
    hostOrigin: 'https://apply.lender.example',
  });
  expect(session.companyName).toBe('apply.lender.example');
});

test('consent is skipped for one provider when the page requests it', async () => {
  const options = { enableConsentPage: false, providers: ['swiftlane'] };
  const one = await WidgetPage.open(server, (await newUser(server)).userToken, options);
  expect(one.session.consent).toBeNull();
  const two = { ...options, providers: ['swiftlane', 'nookly'] };
  const page = await WidgetPage.open(server, (await newUser(server)).userToken, two);
  expect(page.session.consent).not.toBeNull();
});

test('origins are checked as soon as one is registered in the mode', async () => {
  const put = (origins: string[]) => server.call('/v1/origins', { method: 'PUT', body: { origins } });
  const open = async (hostOrigin: string) => {
    const { userToken } = await newUser(server);
    const body = { userToken, hostOrigin, options: {} };
    return (await server.call('/widget/api/sessions', { method: 'POST', as: null, body })).body.code;
  };
  await put(['https://shop.example', 'https://*.lender.example']);
  expect(await open('https://shop.example')).toBe('OK');
  expect(await open('https://apply.lender.example')).toBe('OK');
  expect(await open(server.services.publicUrl)).toBe('OK');
  for (const origin of [
    'https://shop.example.evil.example',
    'http://shop.example',
    'https://lender.example',
    'https://evillender.example',
    'null',
  ]) {
    expect([origin, await open(origin)]).toEqual([origin, 'UNAUTHORIZED_ACCESS']);
  }
  expect((await put(['shop.example/path'])).body.message).toContain("'shop.example/path' is not an origin");
  await put([]);
  expect(await open('https://anywhere.example')).toBe('OK');
});

test('a template supplies the options that the page omits', async () => {
  const { body } = await server.call('/v1/winkTemplates', {
    method: 'POST',
    body: {
      name: 'Loans',
      company: { name: 'Harbor Loans', logoUrl: 'https://harbor.example/logo.png' },
      providers: { types: ['GIG', 'EMPLOYER'], topIds: ['nookly'] },
      options: { enableUpload: true },
    },
  });
  const templateId = body.data.id;
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken, { templateId, enableSearchBar: false });
  expect(page.session).toMatchObject({
    companyName: 'Harbor Loans',
    companyLogoUrl: 'https://harbor.example/logo.png',
    options: { enableUpload: true, enableSearchBar: false, topProviders: ['nookly'] },
  });
  const { items } = (await page.get('providers')).body.data;
  expect(items[0].id).toBe('nookly');
  expect(new Set(items.map(({ type }: { type: string }) => type))).toEqual(new Set(['GIG', 'EMPLOYER']));
  expect(items.some(({ accountConnection }: { accountConnection: boolean }) => !accountConnection)).toBe(
    true,
  );
  const { status } = await server.call(`/v1/winkTemplates/${templateId}`, { method: 'DELETE' });
  expect(status).toBe(200);
});

test('options that cannot be used are ignored with a warning, and unknown providers never empty the list', async () => {
  const open = async (options: Record<string, unknown>) =>
    (await WidgetPage.open(server, (await newUser(server)).userToken, options)).session;
  const one = await open({
    templateId: '',
    companyName: null,
    providers: ['nope'],
    topProviders: ['swiftlane'],
  });
  expect(one).toMatchObject({
    options: { providers: [], topProviders: ['swiftlane'] },
    warnings: [
      'providers has ids that do not exist in SANDBOX and are ignored: nope. Pass ids from GET /v1/providers.',
    ],
  });
  const two = await open({ providers: ['swiftlane', 'nope'], templateId: 'wtpl-x', enableUpload: 'true' });
  expect(two.options).toMatchObject({ providers: ['swiftlane'], enableUpload: false });
  expect(two.warnings.map((text) => text.split(' ')[0])).toEqual(['enableUpload', 'templateId', 'providers']);
});

test('an account of a provider that needs no login has no login name', async () => {
  const page = await WidgetPage.open(server, (await newUser(server)).userToken);
  const { accountId, status, loginName } = await page.login('work-permit-desk', {}, 'none');
  expect({ status, loginName }).toEqual({ status: 'CONNECTED', loginName: null });
  const [connected] = (await eventsOf(server, accountId)).filter(({ type }) => type === 'ACCOUNT_CONNECTED');
  expect(connected?.data).toMatchObject({ loginName: null });
});

test('a filter that leaves no provider to show is ignored with a warning', async () => {
  const makeTemplate = async (types: string[], ids: string[]) => {
    const company = { name: 'Acme', logoUrl: null };
    const body = { name: 'a', company, providers: { types, ids, topIds: [] } };
    return (await server.call('/v1/winkTemplates', { method: 'POST', body })).body.data.id as string;
  };
  const open = async (options: Record<string, unknown>) => {
    const page = await WidgetPage.open(server, (await newUser(server)).userToken, options);
    const { items } = (await page.get('providers')).body.data;
    expect(page.session.consent?.dataTypes).not.toEqual([]);
    return { shown: items.map(({ id }: { id: string }) => id), ignored: page.session.warnings };
  };
  const unconnected = { providers: ['mabini-freight', 'cahaya-ritel'] };
  const list = expect.stringMatching(/^providers is ignored, /);
  const types = expect.stringMatching(/^providers.types of the wink template is ignored, /);
  expect(await open(unconnected)).toEqual({
    shown: expect.arrayContaining(['swiftlane', 'parcelpond']),
    ignored: [list],
  });
  const uploading = await open({ ...unconnected, enableUpload: true });
  expect(uploading).toEqual({ shown: ['cahaya-ritel', 'mabini-freight'], ignored: [] });
  const both = await makeTemplate(['EMPLOYER'], ['parcelpond']);
  expect(await open({ templateId: both })).toEqual({ shown: ['parcelpond'], ignored: [types] });
  const gig = await makeTemplate(['GIG'], []);
  expect(await open({ templateId: gig, ...unconnected })).toEqual({
    shown: expect.not.arrayContaining(['monthend']),
    ignored: [list],
  });
});

test('without uploads, sources without a connection are hidden; search and type narrow the list', async () => {
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const ids = async (query: string) =>
    (await page.get(`providers${query}`)).body.data.items.map(({ id }: { id: string }) => id);
  expect(await ids('')).not.toContain('lion-quay');
  expect(await ids('?search=PAYroll')).toEqual(['monthend']);
  expect(await ids('?type=CREDENTIAL')).toEqual(['idkeep', 'sealbox']);
});

test('an employer survey is stored', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const survey = { employerName: 'Lion Quay Analytics', city: 'Singapore', payPeriod: 'Monthly' };
  expect((await page.post('employers', survey)).status).toBe(200);
  const { body } = await server.call(`/v1/employerSurveys?userId=${userId}`);
  expect(body.data.items).toMatchObject([{ userId, ...survey }]);
});

test('a user is erased although the operator has removed the provider of an account', async () => {
  const { userId, userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const { accountId } = await page.login('parcelpond', { username: 'George', password: '123456' });
  await eventsUntil(server, accountId, 'TASK_FINISHED');
  await server.services.store.run(`update accounts set provider_id = 'removed' where id = $1`, [accountId]);
  expect((await server.call(`/v1/users/${userId}`, { method: 'DELETE' })).status).toBe(200);
  expect((await server.call(`/v1/users/${userId}`)).status).toBe(404);
});

test('accounts are deleted after the retention period', async () => {
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const { accountId } = await page.login('parcelpond', { username: 'George', password: '123456' });
  await eventsUntil(server, accountId, 'TASK_FINISHED');
  const inDays = (days: number) => ({ ...server.services, now: () => Date.now() + days * 86_400_000 });
  await expireAccounts(inDays(59));
  expect((await server.call(`/v1/accounts/${accountId}`)).status).toBe(200);
  await expireAccounts(inDays(61));
  expect((await server.call(`/v1/accounts/${accountId}`)).status).toBe(404);
  const { body } = await server.call(`/v1/incomes?sourceId=${accountId}`);
  expect(body.data.items).toEqual([]);
});
