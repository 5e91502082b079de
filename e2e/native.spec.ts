import { readFile } from 'node:fs/promises';
import type { AppMessage } from '@winkwire/contract';
import type { Token, UserCreated } from '@winkwire/contract/resources';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import { expect, test } from './fixtures.ts';
import { bridgeNames, NativeApp } from './native-app.ts';
import type { Winkwire } from './start-winkwire.ts';
import { WidgetSteps } from './widget-steps.ts';

const example = (name: string) => new URL(`../examples/native/${name}`, import.meta.url);
const localPage = example('winkwire.html').href;

async function newUser(winkwire: Winkwire) {
  const { user, token } = await callApi<UserCreated>(winkwire, 'POST /v1/users', {});
  return { userId: user.id, userToken: token.accessToken };
}

const nextToken = async (winkwire: Winkwire, userId: string) =>
  (await callApi<Token>(winkwire, `POST /v1/tokens?userId=${userId}`)).accessToken;

const openMessage = (winkwire: Winkwire, userToken: string): AppMessage => ({
  winkwire: 1,
  type: 'open',
  server: winkwire.url,
  options: { userToken, providers: ['parcelpond'], enableConsentPage: false, locale: 'en' },
});

/** The messages of one side, without ids, times, tokens and the server's address. */
function sentBy(side: 'page' | 'app', messages: NativeApp['messages']): unknown {
  const ids: string[] = [];
  const text = JSON.stringify(messages.filter(({ from }) => from === side))
    .replaceAll(/"[\w-]+\.[\w-]{20,}\.[\w-]+"/g, '"<token>"')
    .replaceAll(/"http[^"]*"/g, '"<server>"')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/"duration":\d+/g, '"duration":0')
    .replaceAll(/([a-z]+)-[0-9a-f]{32}/g, (id, kind) => {
      if (!ids.includes(id)) ids.push(id);
      return `<${kind} ${ids.indexOf(id)}>`;
    });
  return JSON.parse(text);
}

const fixture = async () =>
  JSON.parse(await readFile(example('messages.json'), 'utf8')) as Record<
    'messages' | 'withEvents',
    NativeApp['messages']
  >;

for (const bridge of bridgeNames) {
  test(`${bridge}: the page and the app exchange the messages of messages.json`, async ({
    page,
    winkwire,
  }) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(`${error}`));
    const { userId, userToken } = await newUser(winkwire);
    const renewed = await nextToken(winkwire, userId);
    const app = await NativeApp.around(page, bridge, {
      respond: (message) => {
        if (message.type === 'ready') return openMessage(winkwire, userToken);
        if (message.type === 'callback' && message.name === 'onTokenExpired')
          return { winkwire: 1, type: 'update-token', userToken: renewed };
        return undefined;
      },
    });
    await page.goto(localPage);
    const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
    await expect.poll(() => app.callbacks).toContain('onUIEvent');
    const expired = { status: 401, body: '{"code":"INVALID_TOKEN"}' };
    await page.route('**/widget/api/accounts', (route) => route.fulfill(expired), { times: 1 });
    await widget.frame.locator('#login input').first().fill('George');
    await widget.frame.locator('#login input').last().fill('123456');
    await widget.press('Continue');

    await widget.sees('You are connected');
    await widget.press('Done');
    await expect.poll(() => app.callbacks.at(-1)).toBe('onClose');
    await expect(page.locator('iframe')).toHaveCount(0);
    const { messages } = await fixture();
    // The order of the messages of one side is fixed, but how the two sides alternate depends on the machine.
    for (const side of ['page', 'app'] as const)
      expect(sentBy(side, app.messages)).toEqual(sentBy(side, messages));
    expect(failures).toEqual([]);
  });

  test(`${bridge}: an app that opens with \`events\` gets every event in addition to the callbacks`, async ({
    page,
    winkwire,
  }) => {
    const { userToken } = await newUser(winkwire);
    const open = { ...openMessage(winkwire, userToken), events: true } as AppMessage;
    const app = await NativeApp.around(page, bridge, {
      respond: ({ type }) => (type === 'ready' ? open : undefined),
    });
    await page.goto(localPage);
    await expect.poll(() => app.callbacks).toContain('onUIEvent');
    const { withEvents } = await fixture();
    for (const side of ['page', 'app'] as const)
      expect(sentBy(side, app.messages.slice(0, withEvents.length))).toEqual(sentBy(side, withEvents));
    await page.frameLocator('iframe[src*="/widget/"]').locator('body').press('Escape');
    await expect
      .poll(() => app.messages.flatMap(({ message }) => (message.type === 'event' ? [message.event] : [])))
      .toContainEqual(expect.objectContaining({ name: 'Closed', reason: 'close' }));
  });
}

test('the back button asks before it loses what was typed, and then closes the widget', async ({
  page,
  winkwire,
}) => {
  const { userToken } = await newUser(winkwire);
  const app = await NativeApp.around(page, 'Android WebView', {
    respond: ({ type }) => (type === 'ready' ? openMessage(winkwire, userToken) : undefined),
  });
  await page.goto(localPage);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.frame.locator('#login input').first().fill('George');
  await app.send({ winkwire: 1, type: 'request-close' });
  await widget.sees(en.closing.heading);
  expect(app.callbacks).not.toContain('onClose');
  await widget.press(en.closing.confirm);
  await expect.poll(() => app.callbacks.at(-1)).toBe('onClose');
});

test('a callback that the app has not acknowledged is repeated at the next launch, with the same id', async ({
  page,
  winkwire,
}) => {
  const { userId, userToken } = await newUser(winkwire);
  const tokens = [userToken, await nextToken(winkwire, userId)];
  const app = await NativeApp.around(page, 'Flutter', {
    respond: ({ type }) => (type === 'ready' ? openMessage(winkwire, tokens.shift() ?? '') : undefined),
    neverAcknowledges: ['onAccountConnected'],
  });
  const connected = () =>
    app.messages.flatMap(({ message }) =>
      message.type === 'callback' && message.name === 'onAccountConnected' ? [message.argument] : [],
    );
  await page.goto(localPage);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.frame.locator('#login input').first().fill('George');
  await widget.frame.locator('#login input').last().fill('123456');
  await widget.press('Continue');
  await widget.press('Done');
  await expect.poll(() => app.callbacks.at(-1)).toBe('onClose');
  await page.reload();
  await expect.poll(connected).toHaveLength(2);
  const [first, second] = connected();
  expect(second).toMatchObject({ eventId: first?.eventId, sessionId: first?.sessionId, replayed: true });
});

test('a server that cannot be reached is reported to the app, which may try again', async ({
  page,
  winkwire,
}) => {
  const { userToken } = await newUser(winkwire);
  const open = openMessage(winkwire, userToken);
  const app = await NativeApp.around(page, 'React Native', {
    respond: ({ type }) =>
      ({ ready: { ...open, server: 'http://127.0.0.1:1' } as AppMessage, failed: open })[type as 'ready'],
  });
  await page.goto(localPage);
  await expect.poll(() => app.callbacks).toContain('onUIEvent');
  expect(app.messages.find(({ message }) => message.type === 'failed')?.message).toMatchObject({
    message: expect.stringContaining('Send open again'),
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true });

  test('a user signs in on the page of a provider in the web view, and comes back to the page of the app', async ({
    page,
    winkwire,
  }) => {
    const { userId, userToken } = await newUser(winkwire);
    const open = openMessage(winkwire, userToken) as Extract<AppMessage, { type: 'open' }>;
    // An app would use a scheme of its own, but a test cannot intercept such an address in Chromium.
    const options = { ...open.options, providers: ['peoplehub'], returnUrl: 'http://app.test/back' };
    let returned: string | undefined;
    const app = await NativeApp.around(page, 'WKWebView', {
      respond: ({ type }) =>
        type === 'ready' ? { ...open, options, ...(returned && { returned }) } : undefined,
    });
    await callApi(winkwire, 'PUT /v1/origins', { origins: ['null', 'http://app.test'] });
    try {
      await page.route('http://app.test/**', (route) => route.fulfill({ body: 'intercepted' }));
      await page.goto(localPage);
      const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
      await widget.press(en.login.redirect('Peoplehub'));
      await page.getByLabel('User name, e-mail or phone').fill('Anisha');
      await page.getByLabel('Password').fill('123456');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL('http://app.test/**');
      returned = page.url();
      options.userToken = await nextToken(winkwire, userId);
      await page.goto(localPage);
      await widget.sees(en.connectSuccess.heading);
      expect(app.callbacks).toContain('onAccountConnected');
      expect(page.url()).toBe(localPage);
    } finally {
      await callApi(winkwire, 'PUT /v1/origins', { origins: [] });
    }
  });
});
