import type { HostedLink, UserCreated } from '@winkwire/contract/resources';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { axeViolations } from './axe-violations.ts';
import { callApi } from './call-api.ts';
import { test as base, expect } from './fixtures.ts';
import { NativeApp } from './native-app.ts';
import { WidgetSteps } from './widget-steps.ts';

type CreateLink = (change?: object) => Promise<HostedLink & { url: string }>;

const test = base.extend<{ createLink: CreateLink }>({
  createLink: async ({ page, winkwire }, use) => {
    await callApi(winkwire, 'PUT /v1/origins', { origins: ['http://lender.test'] });
    await page.route('http://lender.test/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<title>Lender</title><h1>Welcome back</h1>' }),
    );
    await use(async (change) => {
      const { user } = await callApi<UserCreated>(winkwire, 'POST /v1/users', {});
      const { id: templateId } = await callApi(winkwire, 'POST /v1/winkTemplates', {
        name: 'Hosted',
        company: { name: 'Harbor Lending', logoUrl: null },
        options: { enableConsentPage: false },
      });
      const returnUrl = 'http://lender.test/linked?step=3';
      const request = { userId: user.id, templateId, returnUrl, state: 'application 4711', ...change };
      return callApi(winkwire, 'POST /v1/hostedLinks', request);
    });
    await callApi(winkwire, 'PUT /v1/origins', { origins: [] });
  },
});

test('a link leads through the widget to the return URL, and its status proves the outcome', async ({
  page,
  winkwire,
  createLink,
}) => {
  const link = await createLink();
  await page.goto(link.url);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.connectAsGeorge();
  await widget.press('Done');
  await page.waitForURL('http://lender.test/**');
  const { accountId } = await callApi<HostedLink>(winkwire, `GET /v1/hostedLinks/${link.id}`);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    step: '3',
    outcome: 'CONNECTED',
    linkId: link.id,
    state: 'application 4711',
    accountId,
  });

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'All done' })).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.reload();
  await page.getByRole('link', { name: 'Back to Harbor Lending' }).click();
  await page.waitForURL(/outcome=CONNECTED/);
  expect(new URL(page.url()).searchParams.get('accountId')).toBe(accountId);
});

test('the outcome of a visit is what the user has connected and not removed', async ({
  page,
  createLink,
}) => {
  // The page gets the callbacks of a widget that this test replaces.
  await page.addInitScript(() => {
    class Modal {
      constructor(options: object) {
        Object.assign(window, { given: options });
      }
      open() {}
    }
    Object.defineProperty(window, 'SmileLinkModal', { get: () => Modal, set: () => {} });
  });
  const outcomeAfter = async (calls: [string, object][]): Promise<object> => {
    const link = await createLink();
    await page.goto(link.url);
    await page.waitForFunction(() => 'given' in window);
    await page.evaluate((all) => {
      const { given } = window as unknown as { given: Record<string, (argument: object) => void> };
      for (const [name, argument] of all) given[name]!(argument);
      given.onClose!({ reason: 'close' });
    }, calls);
    await page.waitForFunction(() => document.querySelector('.panel:not([hidden]), h1')?.textContent);
    await page.waitForURL(/lender\.test|connect/);
    const { searchParams, hostname } = new URL(page.url());
    return hostname === 'lender.test'
      ? { outcome: searchParams.get('outcome'), id: searchParams.get('accountId') }
      : { outcome: 'none' };
  };
  const connected = (accountId: string): [string, object] => ['onAccountConnected', { accountId }];
  const removed = (accountId: string): [string, object] => ['onAccountRemoved', { accountId }];
  expect(await outcomeAfter([connected('a-1'), removed('a-2')])).toEqual({ outcome: 'CONNECTED', id: 'a-1' });
  expect(await outcomeAfter([connected('a-1'), connected('a-2'), removed('a-2')])).toEqual({
    outcome: 'CONNECTED',
    id: 'a-1',
  });
  expect(await outcomeAfter([connected('a-1'), removed('a-1')])).toEqual({ outcome: 'none' });
  const replayed: [string, object] = ['onAccountConnected', { accountId: 'a-0', replayed: true }];
  expect(await outcomeAfter([replayed])).toEqual({ outcome: 'none' });
  expect(await outcomeAfter([replayed, connected('a-1')])).toEqual({ outcome: 'CONNECTED', id: 'a-1' });
});

test('a user who has closed the widget continues with a new token, or goes back', async ({
  page,
  winkwire,
  createLink,
}) => {
  const link = await createLink();
  await page.goto(link.url);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  for (let visit = 0; visit < 2; visit += 1) {
    await expect(widget.frame.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('heading', { name: 'Nothing is linked yet' })).toBeFocused();
    if (visit === 0) await page.getByRole('button', { name: 'Continue' }).click();
  }
  expect(await axeViolations(page.mainFrame())).toEqual([]);
  await expect(page.getByRole('link', { name: 'Back to Harbor Lending' })).toHaveAttribute(
    'href',
    /outcome=LEFT/,
  );

  await callApi(winkwire, `POST /v1/hostedLinks/${link.id}/revoke`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'This link is no longer valid' })).toBeVisible();
  await page.getByRole('link', { name: 'Back to Harbor Lending' }).click();
  await page.waitForURL(/outcome=EXPIRED/);
});

test('an app that shows the page receives the callbacks and the result, and its back button closes the widget', async ({
  page,
  createLink,
}) => {
  const link = await createLink({ completion: 'BRIDGE' });
  const app = await NativeApp.around(page, 'WKWebView', {});
  await page.goto(link.url);
  await expect.poll(() => app.callbacks).toContain('onUIEvent');
  await app.send({ winkwire: 1, type: 'request-close' });
  await expect.poll(() => app.messages.at(-1)?.message.type).toBe('result');
  expect(app.messages[0]).toEqual({ from: 'page', message: { winkwire: 1, type: 'ready' } });
  expect(app.callbacks).toContain('onClose');
  expect(app.messages.at(-1)?.message).toEqual({
    winkwire: 1,
    type: 'result',
    result: { outcome: 'LEFT', linkId: link.id, state: 'application 4711' },
  });
  expect(page.url()).toBe(link.url);
});

test('a page whose link token has been used says so', async ({ page, winkwire }) => {
  const { token } = await callApi<UserCreated>(winkwire, 'POST /v1/users', {});
  await page.goto(`${winkwire.url}/connect/#token=${token.accessToken}`);
  const widget = page.frameLocator('iframe[src*="/widget/"]');
  await expect(widget.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true });

  test('a user signs in on the page of a provider and comes back to the link', async ({
    page,
    createLink,
  }) => {
    const link = await createLink();
    await page.goto(link.url);
    const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
    await widget.agree();
    await widget.choose('Peoplehub');
    await widget.press(en.login.redirect('Peoplehub'));
    await page.getByLabel('User name, e-mail or phone').fill('Anisha');
    await page.getByLabel('Password').fill('123456');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await widget.sees(en.connectSuccess.heading);
    expect(page.url()).toBe(link.url);
    await widget.press('Done');
    await page.waitForURL(/^http:\/\/lender\.test\/linked\?.*outcome=CONNECTED/);
  });
});

test('a template without colours still chooses whether the page is light or dark', async ({
  page,
  winkwire,
  createLink,
}) => {
  const ground = () => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  const [light, dark] = ['rgb(243, 247, 245)', 'rgb(12, 19, 16)'];
  const looks = [
    { scheme: 'auto', inLight: light, inDark: dark },
    { scheme: 'light', inLight: light, inDark: light },
    { scheme: 'dark', inLight: dark, inDark: dark },
  ];
  for (const { scheme, inLight, inDark } of looks) {
    const theme = { scheme, light: null, dark: null, radius: null, font: 'system' };
    const company = { name: 'Harbor Lending', logoUrl: null };
    const template = { name: 'Hosted', company, theme };
    const { id: templateId } = await callApi(winkwire, 'POST /v1/winkTemplates', template);
    await page.goto((await createLink({ templateId })).url);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await ground(), scheme).toBe(inLight);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground(), scheme).toBe(inDark);
    expect(await axeViolations(page.mainFrame()), scheme).toEqual([]);
  }
});
