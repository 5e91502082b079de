import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ar } from '../packages/widget/src/frame/texts/ar.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, test } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';
import { visitScreens } from './visit-screens.ts';

// Without motion, nothing is half transparent while its contrast is measured.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const [locale, texts] of Object.entries({ en, ar })) {
  test(`axe finds nothing on any screen, ${texts.direction}, light and dark`, async ({ page, winkwire }) => {
    test.setTimeout(300_000);
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    const visited: string[] = [];
    await visitScreens({
      lender,
      texts,
      options: { locale },
      async onScreen(name) {
        visited.push(name);
        for (const theme of ['light', 'dark']) {
          await showTheme(page, theme);
          const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          expect.soft(found, `${name}, ${theme}`).toEqual([]);
        }
      },
    });
    expect(visited.length).toBeGreaterThan(30);
  });
}

/** Switches the theme of the open widget, because reaching a screen takes longer than checking it twice. */
async function showTheme(page: Page, theme: string): Promise<void> {
  const frame = page.frames().find((candidate) => candidate.url().includes('/widget/'));
  await frame?.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}
