import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionRow } from '../domain/sessions.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { openTab } from '../testing/browser-tab.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsUntil, newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';
import { completeAbandonedSessions, completeSession } from './complete-session.ts';

const pageUrl = 'https://lender.example/apply?step=3&flag#income';
const anisha = { username: 'Anisha', password: '123456', choice: 'sign-in' };
const ended = 'This sign-in has ended';

describe.each(['sqlite', 'postgres'] as const)('a sign-in in the same tab, on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer(name === 'postgres' ? { databaseUrl: place.config.databaseUrl } : {});
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  async function begin(options: Record<string, unknown> = {}, url: string | undefined = pageUrl) {
    const user = await newUser(server);
    const page = await WidgetPage.open(server, user.userToken, options);
    const started = { providerId: 'peoplehub', loginOptionId: 'redirect', fields: {}, pageUrl: url };
    const progress = await page.settle((await page.post('accounts', started)).body.data);
    const leave = `${progress.redirectUrl}&in=tab`;
    return { ...user, page, progress, leave, visit: openTab() };
  }
  async function signIn({ leave, visit }: { leave: string; visit: ReturnType<typeof openTab> }) {
    const provider = await visit(leave);
    expect(provider.text).toContain('Sign in to your account');
    return visit(provider.url, anisha);
  }
  const codeIn = (url: string) => new URL(url).searchParams.get('winkwire_return')!;
  const again = async (userId: string, returnCode?: string) =>
    WidgetPage.open(server, await newUserToken(server, userId), { returnCode });
  const sessionRow = (id: string) =>
    server.services.store.get('select return_url, away_until, return_code from sessions where id = $1', [id]);

  test('it ends at the URL of the page, and the next opening resumes the session', async () => {
    const begun = await begin();
    const { url } = await signIn(begun);
    expect(url).toMatch(/^https:\/\/lender\.example\/apply\?step=3&flag&winkwire_return=[\w-]{32}#income$/);
    await eventsUntil(server, begun.progress.accountId, 'TASK_FINISHED');
    const { session } = await again(begun.userId);
    expect(session.sessionId).toBe(begun.page.session.sessionId);
    expect(session.resumedAccount).toMatchObject({
      accountId: begun.progress.accountId,
      status: 'CONNECTED',
    });
    expect(session.callbacks.map((callback) => callback.name)).toContain('onAccountConnected');
    expect((await begun.page.get('providers')).status).toBe(401);
  });

  test('the used token of the page resumes the session too, with the code of the return and once', async () => {
    const begun = await begin();
    const code = codeIn((await signIn(begun)).url);
    const open = (returnCode: string | undefined) => WidgetPage.open(server, begun.userToken, { returnCode });
    await expect(open(undefined)).rejects.toThrow('INVALID_TOKEN');
    await expect(open(`${code}x`)).rejects.toThrow('INVALID_TOKEN');
    expect((await open(code)).session.sessionId).toBe(begun.page.session.sessionId);
    await expect(open(code)).rejects.toThrow('INVALID_TOKEN');
  });

  test('only one of ten pages that try to resume the session at once succeeds', async () => {
    const begun = await begin();
    const returnCode = codeIn((await signIn(begun)).url);
    const opened = await Promise.allSettled(
      Array.from({ length: 10 }, () => WidgetPage.open(server, begun.userToken, { returnCode })),
    );
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a session whose user has just come back does not end because it was away before', async () => {
    const begun = await begin();
    const returnCode = codeIn((await signIn(begun)).url);
    const { services } = server;
    const { sessionId } = begun.page.session;
    const statusOf = async () =>
      (await services.store.get<SessionRow>('select * from sessions where id = $1', [sessionId]))!;
    const away = await statusOf();
    await again(begun.userId, returnCode);
    await completeSession(services, away, { close: { reason: 'close' }, ending: 'AWAY' });
    expect(await statusOf()).toMatchObject({ status: 'IN_PROGRESS' });
    await completeSession(services, away, { close: { reason: 'close' } });
    expect(await statusOf()).toMatchObject({ status: 'COMPLETED' });
  });

  test('a link with the code of one user resumes nothing for another', async () => {
    const begun = await begin();
    const returnCode = codeIn((await signIn(begun)).url);
    const victim = await newUser(server);
    const page = await WidgetPage.open(server, victim.userToken, { returnCode });
    expect(page.session.userId).toBe(victim.userId);
    expect(page.session.resumedAccount).toBeNull();
    await expect(WidgetPage.open(server, victim.userToken, { returnCode })).rejects.toThrow('INVALID_TOKEN');
    // The user for whom the code was made can still resume the session.
    expect((await again(begun.userId, returnCode)).session.resumedAccount).not.toBeNull();
  });

  test('a user who only follows the link of a stranger links nothing to the account of that stranger', async () => {
    const attacker = await begin();
    const victim = openTab('cross-site');
    expect((await victim(attacker.leave)).text).toContain(ended);
    const state = new URL(attacker.leave).searchParams.get('state');
    const back = await openTab()(`${server.url}/widget/redirect/return?code=a&state=${state}`);
    expect(back.text).toContain(ended);
  });

  test('only a page without an origin asks about a sign-in that a stranger may have begun, and only for a limited time', async () => {
    const begun = await begin();
    const inSandbox = await begin({ hostOrigin: 'null' });
    const stranger = openTab('cross-site');
    expect((await stranger(begun.leave)).text).toContain(ended);
    expect((await stranger(inSandbox.leave)).text).toContain('Sign in at Peoplehub?');
    // Browsers send `Sec-Fetch-Site: none` if the URL was opened from an e-mail or the address bar.
    expect((await openTab('none')(inSandbox.leave)).text).toContain(ended);
    const { accountId } = inSandbox.progress;
    await server.services.store.run(
      'update linking_runs set due_at = due_at - 180000 where account_id = $1',
      [accountId],
    );
    expect((await stranger(inSandbox.leave)).text).toContain(ended);
  });

  test('a state that is forged or used again leads nowhere', async () => {
    const begun = await begin();
    const state = new URL(begun.leave).searchParams.get('state');
    await signIn(begun);
    for (const value of [state, 'made-up', '']) {
      const { text } = await begun.visit(`${server.url}/widget/redirect/return?code=a&state=${value}`);
      expect(text).toContain(ended);
    }
  });

  test('a user who comes back without having signed in finds the sign-in open', async () => {
    const begun = await begin();
    await begun.visit(begun.leave);
    const { session } = await again(begun.userId);
    expect(session.sessionId).toBe(begun.page.session.sessionId);
    expect(session.resumedAccount).toMatchObject({
      status: 'PENDING',
      redirectUrl: begun.progress.redirectUrl,
    });
    // This time, the sign-in opens in a popup. The page stays open, so the popup closes itself at the end.
    const popup = await begun.visit(begun.progress.redirectUrl!);
    expect((await begun.visit(popup.url, anisha)).text).toContain('window.close()');
  });

  describe('opening the widget for something else does not resume the session', () => {
    const alpha = { companyName: 'Alpha Bank', providers: ['peoplehub'] };
    const company = { name: 'Alpha Bank', logoUrl: null };
    const open = async (userId: string, options: Record<string, unknown>) =>
      WidgetPage.open(server, await newUserToken(server, userId), options);
    const makeTemplate = async () => {
      const made = await server.call('/v1/winkTemplates', { method: 'POST', body: { name: 'a', company } });
      return made.body.data.id as string;
    };

    test.each([
      ['another company', { ...alpha, companyName: 'Beta Loans' }],
      ['other providers', { ...alpha, providers: ['parcelpond', 'swiftlane'] }],
      ['another company and other providers', { companyName: 'Beta Loans', providers: [] }],
    ])('but ends it: %s', async (_, options) => {
      const begun = await begin(alpha);
      await begun.visit(begun.leave);
      const { session } = await open(begun.userId, options);
      expect(session.sessionId).not.toBe(begun.page.session.sessionId);
      expect(session).toMatchObject({ companyName: options.companyName, resumedAccount: null });
      expect(session.consent).not.toBeNull();
      // The session ends as if its user had closed it, so its sign-ins link nothing any more.
      const events = await eventsUntil(server, begun.userId, 'USER_SESSION_COMPLETED');
      expect(events.map(({ sessionId }) => sessionId)).toContain(begun.page.session.sessionId);
      await eventsUntil(server, begun.progress.accountId, 'ACCOUNT_DISCONNECTED');
      expect((await begun.page.get('providers')).status).toBe(401);
    });

    test('but ends it: another wink template, although its company is the same', async () => {
      const [first, second] = [await makeTemplate(), await makeTemplate()];
      const begun = await begin({ templateId: first });
      await begun.visit(begun.leave);
      const ended = begun.page.session.sessionId;
      expect((await open(begun.userId, { templateId: second })).session.sessionId).not.toBe(ended);
      expect((await open(begun.userId, { templateId: first })).session.sessionId).not.toBe(ended);
    });

    test('but ends it: another consent template', async () => {
      const wording = { consentType: 'DATA', version: '1', consentText: 'I agree.' };
      const made = await server.call('/v1/consentTemplates', { method: 'POST', body: wording });
      const consentTemplateId = made.body.data.id;
      const templateId = await makeTemplate();
      const begun = await begin({ templateId });
      await begun.visit(begun.leave);
      const body = { name: 'a', company, consentTemplateId };
      await server.call(`/v1/winkTemplates/${templateId}`, { method: 'PUT', body });
      const { session } = await open(begun.userId, { templateId });
      expect(session.sessionId).not.toBe(begun.page.session.sessionId);
      expect(session.consent).toMatchObject({ templateId: consentTemplateId });
    });

    test('and a code of another return makes no difference', async () => {
      const begun = await begin(alpha);
      const returnCode = codeIn((await signIn(begun)).url);
      const { sessionId } = begun.page.session;
      const beta = { companyName: 'Beta Loans', returnCode: `${returnCode}x` };
      expect((await open(begun.userId, beta)).session.sessionId).not.toBe(sessionId);
      expect((await open(begun.userId, { ...alpha, returnCode })).session.resumedAccount).toBeNull();
    });

    test('unless the page has the code of the return, because it may not know its earlier options', async () => {
      const begun = await begin(alpha);
      const returnCode = codeIn((await signIn(begun)).url);
      const { sessionId } = begun.page.session;
      expect((await again(begun.userId, returnCode)).session).toMatchObject({
        sessionId,
        companyName: 'Alpha Bank',
      });
    });

    test('unless only its language or its search bar is another', async () => {
      const begun = await begin(alpha);
      await begun.visit(begun.leave);
      const { session } = await open(begun.userId, { ...alpha, locale: 'es', enableSearchBar: false });
      expect(session.sessionId).toBe(begun.page.session.sessionId);
    });
  });

  test('an upgrade that names the site instead of no company does not end the session', async () => {
    const site = { hostOrigin: 'https://apply.lender.example' };
    const begun = await begin(site, `${site.hostOrigin}/apply`);
    await begun.visit(begun.leave);
    const { sessionId } = begun.page.session;
    await server.services.store.run(
      `update sessions set options = replace(options, '"companyName":"apply.lender.example"', '"companyName":"This application"')
       where id = $1`,
      [sessionId],
    );
    const { session } = await WidgetPage.open(server, await newUserToken(server, begun.userId), site);
    expect(session).toMatchObject({ sessionId, companyName: 'This application' });
  });

  test('a page of another origin does not resume the session', async () => {
    const begun = await begin();
    await signIn(begun);
    const token = await newUserToken(server, begun.userId);
    const elsewhere = await WidgetPage.open(server, token, { hostOrigin: 'https://other.example' });
    expect(elsewhere.session.resumedAccount).toBeNull();
  });

  test('a popup leads to no page, and a session whose page is open is not resumed', async () => {
    const begun = await begin();
    const end = await signIn({ ...begun, leave: begun.progress.redirectUrl! });
    expect(end.text).toContain('window.close()');
    expect((await again(begun.userId)).session.resumedAccount).toBeNull();
  });

  test.each([
    'https://evil.example/',
    'https://lender.example@evil.example/',
    'https://lender.example\\@evil.example/',
    'javascript://lender.example/%0aalert(1)',
    'lender.example/apply',
    'https://lender.example.evil.example/',
  ])('nobody is sent to %s', async (url) => {
    const end = await signIn(await begin({}, url));
    expect(end.text).toContain('window.close()');
    const { session } = (await begin({ returnUrl: url })).page;
    expect(session.options.returnUrl).toBeNull();
    expect(session.warnings).toEqual([
      expect.stringMatching(/^returnUrl is ignored, .* PUT \/v1\/origins\.$/),
    ]);
  });

  test('a registered address of an app takes precedence over the URL of the page', async () => {
    const register = (origins: string[]) => server.call('/v1/origins', { method: 'PUT', body: { origins } });
    await register(['https://lender.example', 'lender-app://back']);
    try {
      const begun = await begin({ returnUrl: 'lender-app://back/linked' });
      expect(begun.page.session.warnings).toEqual([]);
      expect((await signIn(begun)).url).toMatch(/^lender-app:\/\/back\/linked\?winkwire_return=[\w-]+$/);
    } finally {
      await register([]);
    }
  });

  test('a session whose user does not come back ends, and forgets where the user was', async () => {
    const begun = await begin();
    await begun.visit(begun.leave);
    const { sessionId } = begun.page.session;
    await completeAbandonedSessions(server.services);
    expect(await sessionRow(sessionId)).toMatchObject({ return_url: pageUrl });
    const later = { ...server.services, now: () => Date.now() + 11 * 60 * 1000 };
    await completeAbandonedSessions(later);
    expect(await sessionRow(sessionId)).toEqual({ return_url: null, away_until: null, return_code: null });
    expect((await again(begun.userId)).session.sessionId).not.toBe(sessionId);
  });
});
