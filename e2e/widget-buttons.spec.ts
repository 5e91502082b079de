import type { Frame, Page } from '@playwright/test';
import { languages } from '../packages/contract/src/languages.ts';
import { loadTexts } from '../packages/widget/src/frame/texts/load-texts.ts';
import { hostTexts } from '../packages/widget/src/host/host-texts.ts';
import { expect, quietTest as test } from './lender-fixtures.ts';
import { visitScreens } from './visit-screens.ts';
import { widgetFrame } from './widget-frame.ts';

test.use({ viewport: { width: 320, height: 640 }, contextOptions: { reducedMotion: 'reduce' } });

const brokenButtons = (where: Page | Frame): Promise<string[]> =>
  where.locator('button').evaluateAll((buttons) => {
    const textsOf = (button: Element): Range[] => {
      const nodes = document.createNodeIterator(button, NodeFilter.SHOW_TEXT);
      const ranges: Range[] = [];
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const range = new Range();
        range.selectNodeContents(node);
        if (node.textContent?.trim() && !node.parentElement?.closest('.visually-hidden')) ranges.push(range);
      }
      return ranges;
    };
    const isBroken = (button: Element) => {
      const { left, right } = button.getBoundingClientRect();
      const rects = textsOf(button).flatMap((range) => [...range.getClientRects()]);
      const lines = new Set(rects.map(({ bottom }) => Math.round(bottom)));
      return lines.size > 1 || rects.some((rect) => rect.left < left || rect.right > right);
    };
    return (
      buttons
        // Rows of lists are left out, because they have a title and other lines below it.
        .filter((button) => button.checkVisibility() && !button.matches('.row'))
        .filter(isBroken)
        .map(({ textContent }) => textContent)
    );
  });

for (const language of languages) {
  test(`at 320 px, the text of each button is on one line: ${language}`, async ({ lender, page }) => {
    test.slow();
    const { texts } = await loadTexts({ language, tag: language });
    const broken: string[] = [];
    await visitScreens({
      lender,
      texts,
      options: { locale: language },
      async onScreen(name) {
        for (const text of await brokenButtons(widgetFrame(page))) broken.push(`${name}: ${text}`);
      },
    });
    expect(broken).toEqual([]);
  });
}

test('at 320 px, no text in the box of the loader is cut off in any language', async ({ lender, page }) => {
  await page.route(/\/widget\/(\?|$)/, (route) => route.abort());
  await lender.goto();
  for (const locale of languages) {
    await lender.open({ locale });
    const { blocked } = hostTexts(locale);
    await expect(page.getByRole('alert')).toContainText(blocked);
    expect(await brokenButtons(page), locale).toEqual([]);
    await expect(page.getByRole('heading', { name: blocked })).toBeInViewport({ ratio: 1 });
  }
});
