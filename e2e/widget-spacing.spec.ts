import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, test } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';
import { widgetFrame } from './widget-frame.ts';

/** The text spacing of WCAG 1.4.12, which users set with a style sheet of their own. */
const spacing = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`;

test('with wider text spacing at 320 pixels, nothing is cut off', async ({ page, winkwire }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await using lender = await LenderPage.serve(page, winkwire);
  await lender.goto();
  await lender.open({ enableUpload: true });
  const button = (name: string) => lender.widget.getByRole('button', { name, exact: true });
  await expect(button(en.consent.agree)).toBeVisible();
  const cutOff = () =>
    widgetFrame(page).evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets = [sheet];
      const isCut = (element: Element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
        const isHidden = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        return (
          (isHidden(overflowX) && scrollWidth > clientWidth + 1) ||
          (isHidden(overflowY) && scrollHeight > clientHeight + 1)
        );
      };
      return [...document.querySelectorAll('.card *:not(.visually-hidden, svg, svg *)')]
        .filter(isCut)
        .map(({ className, textContent }) => `${className}: ${textContent?.slice(0, 60)}`);
    }, spacing);
  expect(await cutOff(), 'consent').toEqual([]);
  await button(en.consent.agree).click();
  await expect(lender.widget.getByRole('combobox')).toBeVisible();
  expect(await cutOff(), 'list').toEqual([]);
  await lender.widget.getByRole('option', { name: /Parcel Pond/ }).click();
  await button(en.login.submit).click();
  await expect(lender.widget.locator('.field-error')).toHaveCount(2);
  expect(await cutOff(), 'login').toEqual([]);
});
