import { afterAll, beforeAll, expect, test } from 'vitest';
import { redirectCookie } from '../../api/widget/redirect-cookie.ts';
import { backgroundDone } from '../../linking/in-background.ts';
import { openTab } from '../../testing/browser-tab.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';
import { eventsOf, eventsUntil, newUser, WidgetPage } from '../../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function begin() {
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken);
  const progress = await page.login('peoplehub', {}, 'redirect');
  return { page, progress, visit: openTab() };
}

test('a user signs in on the page of a real OpenID provider', async () => {
  const { page, progress, visit } = await begin();
  expect(progress).toMatchObject({ status: 'PENDING', challenge: null });
  const signIn = await visit(progress.redirectUrl!);
  expect(signIn.text).toContain('Sign in to your account');
  const wrong = await visit(signIn.url, { username: 'Anisha', password: 'no', choice: 'sign-in' });
  expect(wrong.text).toContain('wrong');
  const end = await visit(signIn.url, { username: 'Anisha', password: '123456', choice: 'sign-in' });
  expect(end.text).toContain('window.close()');
  const linked = await page.settle({ ...progress, redirectUrl: null });
  expect(linked).toMatchObject({ status: 'CONNECTED', loginName: 'Anisha' });
  const events = await eventsUntil(server, linked.accountId, 'TASK_FINISHED');
  expect(events.map(({ type }) => type)).toContain('INCOMES_ADDED');
  const { body } = await server.call(`/v1/identities?sourceId=${linked.accountId}`);
  expect(body.data.items[0].fullName).toBe('Anisha Bhatia');
});

test('the sign-in page refuses a form that is not UTF-8 or names another charset', async () => {
  const { progress, visit } = await begin();
  const signIn = await visit(progress.redirectUrl!);
  for (const form of ['username=%ff&password=1', 'username=%&password=1']) {
    expect((await visit(signIn.url, form)).text).toContain('not UTF-8');
  }
  const other = await fetch(signIn.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=windows-1252' },
    body: 'username=a',
  });
  expect(other.status).toBe(415);
});

test('the sign-in page refuses a form that is too long, and another type than a form', async () => {
  const { progress, visit } = await begin();
  const signIn = await visit(progress.redirectUrl!);
  const long = await visit(signIn.url, `choice=cancel&username=${'a'.repeat(10_000)}`);
  expect(long.text).toContain('larger than this operation accepts');
  const json = await fetch(signIn.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"choice":"cancel"}',
  });
  expect(json.status).toBe(415);
});

test("the provider's page is requested in the language of the widget", async () => {
  const { userToken } = await newUser(server);
  const page = await WidgetPage.open(server, userToken, { locale: 'vi-VN' });
  const { redirectUrl } = await page.login('peoplehub', {}, 'redirect');
  const { text } = await openTab()(redirectUrl!);
  expect(text).toContain('<html lang="vi" dir="ltr">');
  expect(text).toContain('Đăng nhập vào tài khoản của bạn');
});

test('the last page of the sign-in is in the language that the user has chosen in the widget', async () => {
  const { page, progress, visit } = await begin();
  const { body } = await page.post('sessions/language', { language: 'th' });
  expect(body.data.consent).toMatchObject({ language: 'th', title: expect.stringContaining('แบ่งปัน') });
  const signIn = await visit(progress.redirectUrl!);
  const end = await visit(signIn.url, { username: 'Anisha', password: '123456', choice: 'sign-in' });
  expect(end.text).toContain('<html lang="th" dir="ltr">');
  expect(end.text).toContain('คุณปิดหน้าต่างนี้ได้');
});

test("a user who cancels on the provider's page may sign in again", async () => {
  const { page, progress, visit } = await begin();
  const signIn = await visit(progress.redirectUrl!);
  await visit(signIn.url, { choice: 'cancel', username: '', password: '' });
  const failed = await page.settle({ ...progress, redirectUrl: null });
  expect(failed).toMatchObject({ status: 'ERROR', errorCode: 'AUTH_REQUIRED' });
});

test('a sign-in that the user has left in the widget links nothing, even if it is completed at the provider', async () => {
  const { page, progress, visit } = await begin();
  const signIn = await visit(progress.redirectUrl!);
  const left = await page.post(`accounts/${progress.accountId}/stop`, { after: progress.version });
  expect(left.body.data.status).toBe('DISCONNECTED');
  const end = await visit(signIn.url, { username: 'Anisha', password: '123456', choice: 'sign-in' });
  expect(end.text).toContain('This sign-in has ended');
  await backgroundDone(server.services);
  const events = await eventsOf(server, progress.accountId);
  expect(events.map(({ type }) => type)).toEqual(['ACCOUNT_CREATED', 'ACCOUNT_DISCONNECTED']);
});

test('a code that was not issued links no account', async () => {
  const { page, progress, visit } = await begin();
  const state = new URL(progress.redirectUrl!).searchParams.get('state');
  await visit(progress.redirectUrl!);
  await visit(`${server.url}/widget/redirect/return?code=made-up&state=${state}`);
  const failed = await page.settle({ ...progress, redirectUrl: null });
  expect(failed).toMatchObject({ status: 'ERROR', errorCode: 'INVALID_AUTH' });
});

test('a return with an unknown state gets the page that says that the sign-in has ended', async () => {
  const { visit } = await begin();
  const { text } = await visit(`${server.url}/widget/redirect/return?code=a&state=b`);
  expect(text).toContain('This sign-in has ended');
});

test('a sign-in that was started in another browser links no account', async () => {
  const { page, progress, visit } = await begin();
  const lured = openTab('cross-site');
  expect((await lured(progress.redirectUrl!)).text).toContain('This sign-in has ended');
  const signIn = await visit(progress.redirectUrl!);
  // An attacker may send a victim the provider's URL or the URL of the return, but the victim's browser does not have
  // the cookie.
  const stranger = openTab();
  const state = new URL(progress.redirectUrl!).searchParams.get('state');
  const back = await stranger(`${server.url}/widget/redirect/return?code=a&state=${state}`);
  expect(back.text).toContain('This sign-in has ended');
  await visit(signIn.url, { username: 'Anisha', password: '123456', choice: 'sign-in' });
  expect(await page.settle({ ...progress, redirectUrl: null })).toMatchObject({ status: 'CONNECTED' });
});

test('the cookie that identifies the browser is hidden from scripts and other hosts', async () => {
  const { progress } = await begin();
  const { headers, status } = await fetch(progress.redirectUrl!, { redirect: 'manual' });
  expect(status).toBe(303);
  expect(headers.get('set-cookie')).toMatch(
    /; Path=\/widget\/redirect\/return; Max-Age=600; HttpOnly; SameSite=Lax$/,
  );
  expect(redirectCookie('s', 'https://links.example')).toMatch(/^__Host-.*; Path=\/; Secure;.*HttpOnly/);
});

test('the sandbox works when its process cannot reach its own public address', async () => {
  const publicUrl = 'https://links.example';
  await using behindProxy = await startTestServer({ publicUrl });
  const { userToken } = await newUser(behindProxy);
  const page = await WidgetPage.open(behindProxy, userToken);
  const { redirectUrl } = await page.login('peoplehub', {}, 'redirect');
  expect(redirectUrl).toMatch(/^https:\/\/links\.example\/widget\/redirect\/start\?state=/);
  const start = redirectUrl!.replace(publicUrl, behindProxy.url);
  const leave = (headers = {}) => fetch(start, { redirect: 'manual', headers });
  expect((await leave()).headers.get('location')).toBeNull();
  const left = await leave({ 'sec-fetch-site': 'same-origin' });
  expect(left.headers.get('location')).toMatch(/^https:\/\/links\.example\/sandbox\/oidc\//);
});
