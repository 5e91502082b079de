import { createHash } from 'node:crypto';
import { languages } from '@winkwire/contract/languages';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const hostile = '"><script>alert(1)</script>';

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;

  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl });
    const origins = ['https://shop.example', 'lender-app://back'];
    await server.call('/v1/origins', { method: 'PUT', body: { origins } });
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await place?.[Symbol.asyncDispose]();
    await engine?.[Symbol.asyncDispose]();
  });

  const newUser = async (): Promise<string> =>
    (await server.call('/v1/users', { method: 'POST', body: {} })).body.data.user.id;

  async function create(change: object = {}) {
    const userId = await newUser();
    const response = await server.call('/v1/hostedLinks', { method: 'POST', body: { userId, ...change } });
    const link = response.body.data;
    return { response, link, userId, path: link ? new URL(link.url).pathname : '' };
  }

  async function visit(path: string, language = 'en') {
    const response = await fetch(server.url + path, { headers: { 'accept-language': language } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  const openWidget = (path: string) => fetch(`${server.url}${path}/session`, { method: 'POST' });
  const statusOf = async (id: string) => (await server.call(`/v1/hostedLinks/${id}`)).body.data;

  test('a link opens the widget for its user, each time with a new token', async () => {
    const { link, path } = await create({
      state: 'application-4711',
      returnUrl: 'https://shop.example/linked',
    });
    expect(link).toMatchObject({ status: 'OPEN', completion: 'REDIRECT', state: 'application-4711' });
    const page = await visit(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('data-return-url="https://shop.example/linked"');
    const tokens = new Set<string>();
    for (let times = 0; times < 2; times += 1) {
      const opened = (await (await openWidget(path)).json()) as { data: { userToken: string } };
      tokens.add(opened.data.userToken);
    }
    expect(tokens.size).toBe(2);
  });

  test('the token of a link is shown once and stored as a digest', async () => {
    const { link, path } = await create();
    const token = path.split('/').at(-1)!;
    expect(await statusOf(link.id)).toMatchObject({ url: null, status: 'OPEN' });
    const rows = await server.services.store.all('select * from hosted_links', []);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test.each(['https://shop.example/linked?step=3', 'https://shop.example:443/', 'lender-app://back/linked'])(
    'a link leads to %s, whose origin is registered',
    async (returnUrl) => {
      expect((await create({ returnUrl })).response.status).toBe(201);
    },
  );

  test.each([
    'https://evil.example/',
    'https://shop.example.evil.example/',
    'https://shop.example@evil.example/',
    'https://shop.example\\\\@evil.example/',
    'https://shop.example:444/',
    'http://shop.example/',
    '//shop.example/',
    '/linked',
    'other-app://back/linked',
    'lender-app:back',
    'javascript:alert(1)',
    'javascript://shop.example/%0aalert(1)',
    'data:text/html,hello',
    'intent://back#Intent;scheme=lender-app;end',
  ])('a link does not lead to %s', async (returnUrl) => {
    const { response } = await create({ returnUrl });
    expect([response.status, response.body.message]).toEqual([
      400,
      expect.stringContaining('PUT /v1/origins'),
    ]);
  });

  test('a link that has expired or was revoked opens nothing, and its page leads back', async () => {
    const { link, path } = await create({ returnUrl: 'lender-app://back/linked' });
    await server.call(`/v1/hostedLinks/${link.id}/revoke`, { method: 'POST' });
    expect((await openWidget(path)).status).toBe(404);
    const page = await visit(path);
    expect(page.status).toBe(410);
    expect(page.text).toContain('href="lender-app://back/linked"');

    const old = await create({ expiresInSeconds: 60 });
    await server.services.store.run('update hosted_links set expires_at = 1 where id = $1', [old.link.id]);
    expect((await openWidget(old.path)).status).toBe(404);
    expect((await visit(old.path)).status).toBe(410);
    expect(await statusOf(old.link.id)).toMatchObject({ status: 'EXPIRED' });
    expect((await visit('/connect/links/nobody')).status).toBe(404);
    expect((await openWidget('/connect/links/nobody')).status).toBe(404);
  });

  test('a link is completed when its user has linked an account after it was created', async () => {
    const before = await create();
    const body = { userId: before.userId, providerId: 'parcelpond' };
    const { data } = (await server.call('/v1/sandbox/accounts', { method: 'POST', body })).body;
    expect(await statusOf(before.link.id)).toMatchObject({ status: 'COMPLETED', accountId: data.id });
    const response = await server.call('/v1/hostedLinks', {
      method: 'POST',
      body: { userId: before.userId },
    });
    await server.services.store.run('update hosted_links set created_at = created_at + 60000 where id = $1', [
      response.body.data.id,
    ]);
    expect(await statusOf(response.body.data.id)).toMatchObject({ status: 'OPEN', accountId: null });
  });

  test('the list shows for each link whether it was opened and what its outcome is, newest first, in pages', async () => {
    const opened = await create();
    const other = { userId: opened.userId };
    const { data: unopened } = (await server.call('/v1/hostedLinks', { method: 'POST', body: other })).body;
    await create();
    expect((await openWidget(opened.path)).status).toBe(200);
    const { openedAt } = await statusOf(opened.link.id);
    expect(openedAt).toMatch(/^20/);
    await server.services.store.run('update hosted_links set created_at = created_at - 5000 where id = $1', [
      opened.link.id,
    ]);
    const list = async (query: string) =>
      (await server.call(`/v1/hostedLinks?userId=${opened.userId}${query}`)).body.data;
    const first = await list('&size=1');
    expect(first.items).toMatchObject([{ id: unopened.id, status: 'OPEN', openedAt: null, url: null }]);
    const rest = await list(`&size=1&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect(rest).toMatchObject({ nextCursor: null, items: [{ id: opened.link.id, openedAt }] });

    const body = { userId: opened.userId, providerId: 'parcelpond' };
    const { data: account } = (await server.call('/v1/sandbox/accounts', { method: 'POST', body })).body;
    expect((await list('')).items).toMatchObject([
      { status: 'COMPLETED', accountId: account.id },
      { status: 'COMPLETED', accountId: account.id },
    ]);
    // A second opening does not change the time of the first.
    await openWidget(opened.path);
    expect((await statusOf(opened.link.id)).openedAt).toBe(openedAt);
    expect((await list('&templateId=wtpl-none')).items).toEqual([]);
  });

  test('what a tenant writes never becomes markup, in any language', async () => {
    const template = { name: 'a', company: { name: hostile, logoUrl: null } };
    const made = await server.call('/v1/winkTemplates', { method: 'POST', body: template });
    const returnUrl = `https://shop.example/${hostile}`.replace(/[<> ]/g, encodeURIComponent);
    const { path } = await create({ templateId: made.body.data.id, state: hostile, returnUrl });
    for (const language of languages) {
      const { text } = await visit(path, language);
      expect(text).not.toContain('<script>alert');
      expect(text).toContain(`<html lang="${language}"`);
    }
    for (const chinese of ['zh', 'zh-CN', 'zh-TW', 'zh-Hant', 'zh-Hans-SG'])
      expect((await visit(path, chinese)).text).toContain('<html lang="zh-Hans"');
    expect((await visit(path, 'ar')).text).toContain('dir="rtl"');
    expect((await visit(path, 'tl-PH, en;q=0.5')).text).toContain('<html lang="fil"');
    expect((await visit(path, 'xx')).text).toContain('<html lang="en"');
  });

  test('a template whose company name is blank names nobody', async () => {
    const textOf = async (name: string) => {
      const template = { name: 'a', company: { name, logoUrl: null } };
      const made = await server.call('/v1/winkTemplates', { method: 'POST', body: template });
      const { path } = await create({ templateId: made.body.data.id });
      return (await visit(path)).text;
    };
    const { path } = await create();
    const intro = /<section.*?<p>(.*?)<\/p>/s;
    const unnamed = intro.exec((await visit(path)).text)?.[1];
    expect(unnamed).toBeDefined();
    expect(intro.exec(await textOf('\u3164 '))?.[1]).toBe(unnamed);
    expect(intro.exec(await textOf('Harbor'))?.[1]).toContain('Harbor');
  });

  test('the page has the colours of its template, and its policy allows that style alone', async () => {
    const colours = { accent: '#7a1f5c', surface: '#ffffff', text: '#1d1020' };
    const theme = { scheme: 'light', light: colours, dark: null, radius: null, font: 'system' };
    const company = { name: 'Harbor', logoUrl: null };
    const body = { name: 'a', company, theme };
    const made = await server.call('/v1/winkTemplates', { method: 'POST', body });
    const { path } = await create({ templateId: made.body.data.id });
    const { text, headers } = await visit(path);
    const style = /<style>(.*)<\/style>/.exec(text)?.[1] ?? '';
    expect(style).toContain('color-scheme: light;');
    expect(style).toContain('--accent: #7a1f5c;');
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toContain(`style-src 'self' 'sha256-${hash}';`);
  });

  test('erasing the user removes the link', async () => {
    const { link, path, userId } = await create();
    await server.call(`/v1/users/${userId}`, { method: 'DELETE' });
    expect((await openWidget(path)).status).toBe(404);
    expect((await server.call(`/v1/hostedLinks/${link.id}`)).status).toBe(404);
  });
});
