import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from './portal-page.ts';
import type { Winkwire } from './start-winkwire.ts';

test('a sign-in link works once, and after that the page says how to get another one', async ({
  portal,
  browser,
}) => {
  await portal.goto('/sandbox');
  await expect(portal.heading('Overview')).toBeVisible();
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto(portal.winkwire.signInLink);
  await expect(page.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveText(/already been used/);
  await expect(page.getByText('npm start')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await stranger.close();
});

test('a sign-in that does not reach the server says nothing about the link', async ({ portal, browser }) => {
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.route('**/portal/api/session', (route) => route.abort());
  await page.goto(portal.winkwire.signInLink);
  await expect(page.getByRole('heading', { name: 'The sign-in failed' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveText(/not responding.*Open the link again/);
  await stranger.close();
});

test('a signed-out browser has to sign in, and then returns to its page', async ({ portal, browser }) => {
  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await stranger.newPage();
  await page.goto(`${portal.winkwire.url}/portal/sandbox/events?type=USER_CREATED`);
  await expect(page.getByRole('heading', { name: 'Sign in with a link' })).toBeVisible();
  const asked = new URL(page.url());
  await page.goto(portal.winkwire.signInLink);
  await expect(page.getByRole('alert')).toHaveText(/already been used/);
  await stranger.close();

  await portal.page.goto(asked.href);
  await expect(portal.heading('Events')).toBeVisible();
  await expect(portal.page.getByLabel('Type')).toHaveValue('USER_CREATED');
});

test('after signing in, only pages of the portal are opened', async ({ portal }) => {
  await portal.goto(`/sign-in?then=${encodeURIComponent('https://evil.example/portal/')}`);
  await expect(portal.heading('Overview')).toBeVisible();
  expect(new URL(portal.page.url()).origin).toBe(portal.winkwire.url);
});

test('scripts cannot read the session cookie', async ({ portal }) => {
  await portal.goto('/sandbox');
  await expect(portal.heading('Overview')).toBeVisible();
  expect(await portal.page.evaluate(() => document.cookie)).toBe('');
  const [cookie] = await portal.page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
});

const cli = fileURLToPath(new URL('../packages/cli/src/main.ts', import.meta.url));

function newLink({ dataDir, url }: Winkwire): string {
  const flags = ['--data-dir', dataDir, '--public-url', url];
  return execFileSync(process.execPath, [cli, 'sign-in', ...flags], { encoding: 'utf8' }).trim();
}

test('winkwire sign-in prints another link, and the back button does not undo signing out', async ({
  portal: { winkwire },
  browser,
}) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(newLink(winkwire));
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.getByRole('link', { name: 'Users' }).click();
  await expect(page.getByRole('heading', { name: 'Users', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in with a link' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in with a link' })).toBeVisible();
  await context.close();
});

test('what is typed stays when the session ends, and is saved after signing in in another tab', async ({
  portal: { winkwire, page },
}) => {
  const context = page.context();
  await page.goto(`${winkwire.url}/portal/sandbox/webhooks/new`);
  await page.getByLabel('Name').fill('Typed before');
  await page.getByLabel('URL', { exact: true }).fill('https://typed.example.com/');
  await context.clearCookies();
  const add = page.getByRole('button', { name: 'Add webhook' });
  await add.click();
  const note = page.getByText('You are signed out, but');
  await expect(note).toBeVisible();
  await expect(page.getByText('You are signed out. Open a new sign-in link')).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Typed before');
  const other = await context.newPage();
  await other.goto(newLink(winkwire));
  await expect(other.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(note).toBeHidden();
  await add.click();
  await expect(page.getByRole('heading', { name: 'Typed before was added' })).toBeVisible();
});

test('a dialog stays when the session ends, and then the page for signing in is shown', async ({
  portal: { winkwire, page },
}) => {
  await page.goto(`${winkwire.url}/portal/sandbox/hosted-links`);
  await page.getByRole('button', { name: 'Create a link' }).click();
  await page.getByLabel('User ID').last().fill('u-1');
  await page.context().clearCookies();
  const refused = await page.waitForResponse((response) => response.status() === 401);
  expect(refused.url()).toContain('/v1/hostedLinks');
  await expect(page.getByLabel('User ID').last()).toHaveValue('u-1');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in with a link' })).toBeVisible();
});
