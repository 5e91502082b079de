import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage, type LenderWindow } from './lender-page.ts';
import { widgetFrame } from './widget-frame.ts';

const test = base.extend<{ lender: LenderPage }>({
  lender: async ({ page, winkwire }, use) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await use(lender);
    expect(lender.errors).toEqual([]);
  },
});

const frames = (page: Page) => page.locator('iframe');
const consent = en.consent.heading('Northwind Lending');

test('an element of the same name and a second script tag change nothing', async ({
  lender,
  page,
  winkwire,
}) => {
  await lender.goto({
    head: `<script src="${winkwire.url}/v1/smile.v1.js"></script>`,
    body: `<a id="SmileLinkModal">Link</a><script src="${winkwire.url}/v2/smile.v2.js"></script>`,
  });
  await lender.open();
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeVisible();
  await expect.poll(() => lender.receivedNames()).toEqual(['ConsentPageOpened']);
  await expect(frames(page)).toHaveCount(1);
});

test('opening twice shows one widget', async ({ lender, page }) => {
  await lender.goto();
  await lender.open();
  await page.evaluate(() => (window as unknown as LenderWindow).modal?.open());
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeVisible();
  await expect(frames(page)).toHaveCount(1);
});

test('a widget that is opened before the page has a body waits for the body', async ({ lender, page }) => {
  const { accessToken } = await lender.token();
  await page.addInitScript((userToken) => {
    Object.defineProperty(window, 'SmileLinkModal', {
      configurable: true,
      set(Modal) {
        Object.defineProperty(window, 'SmileLinkModal', { value: Modal });
        if (document.body) throw new Error('The page already has a body.');
        new Modal({ userToken, companyName: 'Northwind Lending' }).open();
      },
    });
  }, accessToken);
  await lender.goto();
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeVisible();
});

test('closing at once calls onClose once and leaves nothing behind', async ({ lender, page }) => {
  await lender.goto();
  await lender.open({}, { closeAtOnce: true });
  await expect
    .poll(() => lender.received())
    .toMatchObject([{ name: 'onClose', argument: { reason: 'close' } }]);
  await expect(frames(page)).toHaveCount(0);
});

test('destroying removes the widget and calls no callback', async ({ lender, page }) => {
  await lender.goto();
  await lender.open();
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeVisible();
  await expect.poll(() => lender.receivedNames()).toEqual(['ConsentPageOpened']);
  const received = await lender.received();
  await page.evaluate(() => (window as unknown as LenderWindow).modal?.destroy());
  await expect(frames(page)).toHaveCount(0);
  expect(await lender.received()).toEqual(received);
});

test('a blocked frame shows an error, opens no screen, and loads on retry', async ({ lender, page }) => {
  const frame = /\/widget\/(\?|$)/;
  await page.route(frame, (route) => route.abort());
  await lender.goto();
  await lender.open();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('blocked in your browser');
  expect(await lender.received()).toEqual([]);
  await page.unroute(frame);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeVisible();
});

test('without a network, the host says that the browser is offline', async ({ lender, page }) => {
  await lender.goto();
  const { accessToken } = await lender.token();
  await page.context().setOffline(true);
  await page.evaluate((userToken) => {
    const { SmileLinkModal } = window as unknown as LenderWindow;
    new SmileLinkModal({ userToken }).open();
  }, accessToken);
  await expect(page.getByRole('alert')).toContainText('No connection');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(lender.widget.getByRole('heading', { name: /uses Winkwire/ })).toBeVisible();
});

test('the focus enters, stays inside and returns, and the page behind neither scrolls nor moves', async ({
  lender,
  page,
}) => {
  await lender.goto({ body: '<p>Long page</p>'.repeat(200) });
  const widthBefore = await page.evaluate(
    () => document.querySelector('main')?.getBoundingClientRect().width,
  );
  await lender.open();
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeFocused();
  expect(await page.evaluate(() => document.querySelector('main')?.getBoundingClientRect().width)).toBe(
    widthBefore,
  );
  await page.mouse.wheel(0, 500);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('open');
  }
  await lender.widget.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(frames(page)).toHaveCount(0);
  await expect(page.locator('#open')).toBeFocused();
});

const scrollers = [
  ['is as high as the window, and its overflow applies to the window', '', 'height: 100vh; overflow: auto'],
  ['hides only its overflow to the side', 'height: 100%', 'height: 100%; overflow-x: hidden'],
  ['is itself the scroll container', 'height: 100%; overflow: hidden', 'height: 100%; overflow: auto'],
] as const;
for (const [what, html, body] of scrollers) {
  test(`the page keeps its place if the body ${what}`, async ({ lender, page }) => {
    await lender.goto({ body: '<p>Long page</p>'.repeat(200) });
    await page.evaluate(
      ([ofHtml, ofBody]) => {
        document.documentElement.style.cssText = ofHtml;
        document.body.style.cssText = `margin: 0; ${ofBody}`;
        // `lender.open()` would move the focus to this button, and the page would scroll to it.
        document.getElementById('open')?.remove();
        window.scrollTo(0, 1500);
        document.body.scrollTop = 1500;
      },
      [html, body] as const,
    );
    const place = () => page.evaluate(() => Math.round(scrollY + document.body.scrollTop));
    expect(await place()).toBe(1500);
    await lender.open();
    await expect(lender.widget.getByRole('heading', { name: consent })).toBeFocused();
    expect(await place()).toBe(1500);
    await page.keyboard.press('Escape');
    await expect(frames(page)).toHaveCount(0);
    expect(await place()).toBe(1500);
  });
}

for (const [element, zoom] of [
  ['html', '1.25'],
  ['body', '0.8'],
] as const) {
  test(`the widget is as high as the window if ${element} has a zoom of ${zoom}`, async ({
    lender,
    page,
  }) => {
    await lender.goto();
    await page.evaluate(([name, value]) => document.querySelector(name)?.style.setProperty('zoom', value), [
      element,
      zoom,
    ] as const);
    await lender.open();
    await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeInViewport({ ratio: 1 });
    const frame = await frames(page).boundingBox();
    expect(Math.round(frame?.height ?? 0)).toBe(page.viewportSize()?.height);
  });
}

test('ESC closes an empty form, and requires a confirmation before typed input is lost', async ({
  lender,
  page,
}) => {
  await lender.goto();
  await lender.open({ enableConsentPage: false, providers: ['parcelpond'] });
  const userName = lender.widget.locator('#login input').first();
  await userName.fill('George');
  await page.keyboard.press('Escape');
  const question = lender.widget.getByRole('dialog', { name: en.closing.heading });
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(userName).toHaveValue('George');
  await userName.fill('');
  await page.keyboard.press('Escape');
  await expect(frames(page)).toHaveCount(0);
});

test('an account can be linked with the keyboard alone', async ({ lender, page }) => {
  await lender.goto();
  await lender.open();
  await expect(lender.widget.getByRole('heading', { name: consent })).toBeFocused();
  const tabTo = async (name: string, role: 'button' | 'combobox' = 'button') => {
    const target = lender.widget.getByRole(role, { name, exact: true });
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 20; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reached ${name}.`);
  };
  await tabTo(en.consent.agree);
  await page.keyboard.press('Enter');
  await tabTo(en.providerList.search, 'combobox');
  await page.keyboard.type('parcel');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(lender.widget.getByRole('heading', { name: en.login.heading('Parcel Pond') })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('George');
  await page.keyboard.press('Tab');
  await page.keyboard.type('123456');
  await page.keyboard.press('Enter');
  await expect(lender.widget.getByRole('heading', { name: en.connectSuccess.heading })).toBeFocused();
});

test('no URL contains a token, and no request but the login contains the password', async ({
  lender,
  page,
}) => {
  const sent: { url: string; body: string }[] = [];
  page.on('request', (request) => sent.push({ url: request.url(), body: request.postData() ?? '' }));
  await lender.goto();
  await lender.open({ enableConsentPage: false, providers: ['parcelpond'] });
  await lender.widget.locator('#login input').first().fill('George');
  await lender.widget.locator('#login input').last().fill('123456');
  await lender.widget.getByRole('button', { name: en.login.submit, exact: true }).click();
  await lender.widget.getByRole('button', { name: en.done, exact: true }).click();
  await expect(frames(page)).toHaveCount(0);
  const opening = sent.find(({ url }) => url.endsWith('/widget/api/sessions'));
  const { userToken } = JSON.parse(opening?.body ?? '{}') as { userToken: string };
  expect(userToken).toBeTruthy();
  expect(sent.filter(({ url }) => url.includes(userToken))).toEqual([]);
  const others = sent.filter(({ url }) => !url.endsWith('/widget/api/accounts'));
  expect(others.filter(({ body }) => body.includes('123456'))).toEqual([]);
  expect(JSON.stringify(await lender.received())).not.toContain('123456');
});

test('a token that expires while the user types is renewed in place, and the login succeeds', async ({
  lender,
  page,
}) => {
  await lender.goto();
  const { accessToken, userId } = await lender.token();
  const renewed = await lender.token({ userId });
  await page.evaluate(
    ({ userToken, newToken }) => {
      const target = window as unknown as LenderWindow;
      target.received = [];
      target.modal = new target.SmileLinkModal({
        userToken,
        enableConsentPage: false,
        providers: ['parcelpond'],
        onTokenExpired: (updateToken: (token: string) => void) => updateToken(newToken),
      });
      target.modal.open();
    },
    { userToken: accessToken, newToken: renewed.accessToken },
  );
  await lender.widget.locator('#login input').first().fill('George');
  await lender.widget.locator('#login input').last().fill('123456');
  await page.route(
    '**/widget/api/accounts',
    (route) => route.fulfill({ status: 401, body: '{"code":"INVALID_TOKEN"}' }),
    {
      times: 1,
    },
  );
  await lender.widget.getByRole('button', { name: en.login.submit, exact: true }).click();
  await expect(lender.widget.getByRole('heading', { name: en.connectSuccess.heading })).toBeVisible();
});

test('the popup of a provider closes together with the widget', async ({ lender, page }) => {
  await lender.goto();
  await lender.open({ enableConsentPage: false, providers: ['peoplehub'] });
  const opened = page.waitForEvent('popup');
  await lender.widget.getByRole('button', { name: en.login.redirect('Peoplehub') }).click();
  const popup = await opened;
  await expect(
    lender.widget.getByRole('heading', { name: en.redirecting.heading('Peoplehub') }),
  ).toBeVisible();
  const closed = popup.waitForEvent('close');
  await lender.widget.getByRole('button', { name: 'Close', exact: true }).click();
  await lender.widget.getByRole('button', { name: en.stopping.confirm, exact: true }).click();
  await closed;
  await expect(frames(page)).toHaveCount(0);
});

test('a user signs in on the page of a provider, in a popup that closes by itself', async ({
  lender,
  page,
}) => {
  await lender.goto();
  await lender.open({ enableConsentPage: false, providers: ['peoplehub'] });
  const opened = page.waitForEvent('popup');
  await lender.widget.getByRole('button', { name: en.login.redirect('Peoplehub') }).click();
  const popup = await opened;
  await popup.getByLabel('User name, e-mail or phone').fill('Anisha');
  await popup.getByLabel('Password').fill('123456');
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: 'Sign in' }).click();
  await closed;
  await expect(lender.widget.getByRole('heading', { name: en.connectSuccess.heading })).toBeVisible();
});

test('at 320 pixels nothing scrolls sideways', async ({ lender, page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await lender.goto();
  await lender.open();
  const overflow = () =>
    lender.widget
      .locator('html')
      .evaluate((html) =>
        Math.max(
          ...[html, ...html.querySelectorAll('.body')].map((one) => one.scrollWidth - one.clientWidth),
        ),
      );
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  await expect(lender.widget.getByRole('combobox')).toBeVisible();
  expect(await overflow()).toBe(0);
  await lender.widget.getByRole('option', { name: 'Parcel Pond' }).click();
  await expect(lender.widget.locator('#login')).toBeVisible();
  expect(await overflow()).toBe(0);
});

async function openAbovePay(lender: LenderPage, page: Page) {
  await lender.goto({ body: '<button id="pay">Pay</button>' });
  await page.evaluate(() => {
    const pay = document.getElementById('pay')!;
    for (const [name, value] of Object.entries({
      position: 'fixed',
      inset: '0',
      width: '100%',
      height: '100%',
    }))
      pay.style.setProperty(name, value);
    pay.onclick = () => pay.setAttribute('aria-pressed', 'true');
  });
  await lender.open();
  // While the widget loads, it shows another X, which is then replaced.
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
  const close = lender.widget.getByRole('button', { name: en.close });
  const { x, y } = (await close.boundingBox())!;
  const tap = (clickCount = 1) => page.mouse.click(x + 10, y + 10, { clickCount });
  return { pay: page.getByRole('button', { name: 'Pay' }), tap };
}

test('a second tap on the X does not reach the page beneath', async ({ lender, page }) => {
  const { pay, tap } = await openAbovePay(lender, page);
  // The stopped clock makes the frame wait for a second tap until the host removes it, 2.5 s after `onClose`. Even a
  // slow machine can send the tap in that time.
  await widgetFrame(page).evaluate(() => {
    const past = performance.now() - 3000;
    performance.now = () => past;
  });
  await tap();
  await expect.poll(() => lender.receivedNames()).toContain('onClose');
  await tap(2);
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(pay).not.toHaveAttribute('aria-pressed');
  // Taps do not reach the page for a short time after the close.
  await pay.click();
  await expect(pay).toHaveAttribute('aria-pressed');
});

test('a second tap on the X does not reach a page that removes the widget in onClose', async ({
  lender,
  page,
}) => {
  const { pay, tap } = await openAbovePay(lender, page);
  await page.evaluate(() => {
    const { modal, received } = window as unknown as LenderWindow;
    // The page's timers fire only in `passTime`, so a slow machine has time for a second tap.
    const later: TimerHandler[] = [];
    window.setTimeout = ((work: TimerHandler) => later.push(work)) as typeof setTimeout;
    Object.assign(window, { passTime: () => later.map((work) => (work as () => void)()) });
    received.push = (callback) => {
      if (callback.name === 'onClose') {
        modal!.destroy();
        document.getElementById('pay')!.focus();
      }
      return 0;
    };
  });
  await tap();
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(pay).toBeFocused();
  await tap(2);
  await expect(pay).not.toHaveAttribute('aria-pressed');
  await page.evaluate(() => (window as unknown as { passTime(): void }).passTime());
  await tap();
  await expect(pay).toHaveAttribute('aria-pressed');
});

test('a frame that dies after onClose does not leave the page inert', async ({ lender, page }) => {
  const { pay, tap } = await openAbovePay(lender, page);
  await page.evaluate(() => {
    const page = window as unknown as LenderWindow;
    page.received.push = (callback) => {
      const root = [...document.body.children].find(({ shadowRoot }) => shadowRoot)!;
      if (callback.name === 'onClose') root.shadowRoot!.querySelector('iframe')!.src = 'about:blank';
      return 0;
    };
  });
  await tap();
  await expect(page.locator('iframe')).toHaveCount(0);
  await pay.click();
  await expect(pay).toHaveAttribute('aria-pressed');
});

test('a page may open the widget again while the closed one waits for a second tap', async ({
  lender,
  page,
}) => {
  const { tap } = await openAbovePay(lender, page);
  // Stops the frame's clock a minute in the past, so that the closed frame waits that long for a second tap.
  const closed = widgetFrame(page);
  await closed.evaluate(() => {
    const past = performance.now() - 60_000;
    performance.now = () => past;
  });
  await tap();
  await expect.poll(() => lender.receivedNames()).toContain('onClose');
  await page.evaluate(() => (window as unknown as LenderWindow).modal!.open());
  await expect.poll(() => closed.isDetached()).toBe(true);
  await expect(lender.widget.getByRole('button', { name: en.close })).toBeVisible();
});
