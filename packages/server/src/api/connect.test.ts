import { languages } from '@winkwire/contract/languages';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inviteTexts } from '../domain/invite-texts.ts';
import { template } from '../testing/invite-services.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Invite {
  id: string;
  inviteLandingPageUrl: string;
}

const hostile = '<script>alert(1)</script>"\'&';

async function invite(change: object = {}): Promise<Invite & { path: string }> {
  const content = { ...template, email: { ...template.email, sendEmail: false }, ...change };
  const { data } = (await server.call('/v1/inviteTemplates', { method: 'POST', body: content })).body;
  const person = { fullName: 'Ryan Lestari', email: 'ryan1234@smileapi.io', templateId: data.id };
  const made = (await server.call('/v1/invites', { method: 'POST', body: person })).body.data as Invite;
  return { ...made, path: new URL(made.inviteLandingPageUrl).pathname };
}

const get = async (path: string, language = 'en') => {
  const response = await fetch(server.url + path, { headers: { 'accept-language': language } });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const statusOf = async (id: string) => (await server.call(`/v1/invites/${id}`)).body.data.status;

test('the landing page shows the texts of the template, and opening it changes nothing', async () => {
  const { id, path } = await invite();
  const page = await get(path);
  expect(page).toMatchObject({ status: 200 });
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.text).toContain('>Welcome, Ryan Lestari</h1>');
  expect(page.text).toContain('Link my account');
  expect(page.text).toContain('Harbor &amp; Sons');
  expect(await statusOf(id)).toBe('INVITED');
});

test('the texts of a tenant never become markup', async () => {
  const words = { header: hostile, description: hostile, button: hostile };
  const { path } = await invite({
    company: { name: hostile, logoUrl: `https://logo.example/"><script>` },
    landingPage: words,
    successPage: words,
  });
  const { text } = await get(path);
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text.match(/<script/g)).toHaveLength(2);
});

test('the policy of the landing page allows only our own scripts and the company’s logo', async () => {
  const { path } = await invite();
  const { headers } = await get(path);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("img-src 'self' data: https://harbor.example;");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('each step of an invited person is recorded: mail, page, widget', async () => {
  const { id, path } = await invite();
  const pixel = await get(`${path}/opened.gif`);
  expect(pixel.headers.get('content-type')).toBe('image/gif');
  expect(await statusOf(id)).toBe('EMAIL_OPENED');
  await fetch(`${server.url}${path}/opened`, { method: 'POST' });
  expect(await statusOf(id)).toBe('LANDING_PAGE_OPENED');
  const session = await fetch(`${server.url}${path}/session`, { method: 'POST' });
  expect(((await session.json()) as { data: object }).data).toEqual({
    userToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    templateId: null,
  });
  expect(await statusOf(id)).toBe('WINK_WIDGET_OPENED');
});

test('the page of an unknown or revoked link says that the link does not work', async () => {
  const unknown = await get('/connect/nobody');
  expect(unknown).toMatchObject({ status: 404, text: expect.stringContaining('This link does not work') });
  const pixel = await get('/connect/nobody/opened.gif');
  expect(pixel.status).toBe(200);

  const { id, path } = await invite();
  await server.call(`/v1/invites/${id}/revoke`, { method: 'POST' });
  expect((await get(path)).text).toContain('This invitation has ended');
  const session = await fetch(`${server.url}${path}/session`, { method: 'POST' });
  expect(session.status).toBe(404);
});

test.each(languages)('a template in %s has pages and a widget in this language', async (language) => {
  const { id, path } = await invite({ language });
  const words = inviteTexts[language];
  const open = await get(path);
  expect(open.text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  expect(open.text).toContain(`data-language="${language}"`);
  for (const text of [...words.steps, words.personal('Ryan Lestari')]) expect(open.text).toContain(text);
  await server.call(`/v1/invites/${id}/revoke`, { method: 'POST' });
  expect((await get(path)).text).toContain(`<h1>${words.endedHeading}</h1>`);
  expect((await get('/connect/nobody', language)).text).toContain(`<h1>${words.unknownHeading}</h1>`);
});

test('a template without a language has pages in English, and leaves the widget to the browser', async () => {
  const { path } = await invite();
  const { text } = await get(path, 'vi');
  expect(text).toContain('<html lang="en" dir="ltr">');
  expect(text).toContain('data-language=""');
});

test('the hosted page works for tokens without an invitation', async () => {
  const { status, text } = await get('/connect/');
  expect(status).toBe(200);
  expect(text).toContain('data-hosted');
  expect(text).not.toContain('This application');
  for (const script of ['connect.js', 'hosted-page.js', 'native-bridge.js'])
    expect((await get(`/connect/assets/${script}`)).headers.get('content-type')).toContain('text/javascript');
  expect((await get('/connect/assets/connect.css')).headers.get('content-type')).toContain('text/css');
});
