import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, quietTest as test } from './lender-fixtures.ts';
import type { LenderPage } from './lender-page.ts';

interface TwoWidgetsPage {
  SmileLinkModal: new (options: object) => { open(): void };
  received: string[];
}

async function openTwo(lender: LenderPage): Promise<void> {
  const tokens = await Promise.all([lender.token(), lender.token()]);
  await lender.page.evaluate(
    ([first, second]) => {
      const page = window as unknown as TwoWidgetsPage;
      page.received = [];
      const open = (companyName: string, userToken: string) =>
        new page.SmileLinkModal({
          ...{ userToken, companyName, locale: 'en' },
          onUIEvent: ({ eventName }: { eventName: string }) =>
            page.received.push(`${companyName} ${eventName}`),
          onClose: () => page.received.push(`${companyName} onClose`),
        }).open();
      document.getElementById('open')?.focus();
      open('First', first);
      open('Second', second);
    },
    [tokens[0].accessToken, tokens[1].accessToken] as const,
  );
}

const receivedBy = (page: Page) => page.evaluate(() => (window as unknown as TwoWidgetsPage).received);

test('of two open widgets, the later one is used first, and then the one below it', async ({
  lender,
  page,
}) => {
  const widget = (index: number) => page.frameLocator(`iframe >> nth=${index}`);
  const agree = (index: number) => widget(index).getByRole('button', { name: en.consent.agree }).click();
  const shows = (index: number, heading: string) =>
    expect(widget(index).getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await openTwo(lender);
  await shows(0, en.consent.heading('First'));
  await shows(1, en.consent.heading('Second'));
  await agree(1);
  await shows(1, en.providerList.heading);
  await page.keyboard.press('Escape');
  await expect(page.locator('iframe')).toHaveCount(1);
  await shows(0, en.consent.heading('First'));
  await page.keyboard.press('Tab');
  await expect(widget(0).locator(':focus')).toBeVisible();
  await agree(0);
  await shows(0, en.providerList.heading);
  await page.keyboard.press('Escape');
  await expect(page.locator('iframe')).toHaveCount(0);
  await expect(page.locator('#open')).toBeFocused();
  expect((await receivedBy(page)).sort()).toEqual(
    ['First', 'Second'].flatMap((company) =>
      ['ConsentPageOpened', 'ProviderListPageOpened', 'onClose'].map((name) => `${company} ${name}`),
    ),
  );
});

test('after the upper widget has gone, the mouse reaches the lower one', async ({ lender, page }) => {
  /*
   * The events are not awaited, because Chromium may never acknowledge a mouse move to a frame that is being removed
   * (16 of 400 moves).
   */
  const mouse = await page.context().newCDPSession(page);
  const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', { x, y }: { x: number; y: number }) =>
    void mouse
      .send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
      .catch(() => {}); // The page closes before some mouse events are acknowledged.
  for (let round = 0; round < 5; round += 1) {
    await lender.goto();
    await openTwo(lender);
    const lower = page.frameLocator('iframe >> nth=0');
    const agree = lower.getByRole('button', { name: en.consent.agree });
    await agree.evaluate((button) =>
      button.ownerDocument.addEventListener('mousemove', () => {
        button.dataset.moved = 'yes';
      }),
    );
    const { x, y, width, height } = (await agree.boundingBox())!;
    const middle = { x: x + width / 2, y: y + height / 2 };
    await page.frameLocator('iframe >> nth=1').getByRole('button', { name: en.consent.agree }).hover();
    await page.keyboard.press('Escape');
    await expect
      .poll(() => {
        send('mouseMoved', middle);
        return agree.getAttribute('data-moved');
      })
      .toBe('yes');
    send('mousePressed', middle);
    send('mouseReleased', middle);
    await expect(lower.getByRole('heading', { level: 1, name: en.providerList.heading })).toBeVisible();
  }
});
