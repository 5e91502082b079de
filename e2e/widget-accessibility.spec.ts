import { AxeBuilder } from '@axe-core/playwright';
import { ar } from '../packages/widget/src/frame/texts/ar.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, test } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';
import { visitScreens } from './visit-screens.ts';

const languages = { en, ar };

for (const theme of ['light', 'dark'] as const) {
  for (const locale of ['en', 'ar'] as const) {
    test(`axe finds nothing on any screen, ${theme}, ${languages[locale].direction}`, async ({
      page,
      winkwire,
    }) => {
      test.setTimeout(180_000);
      await using lender = await LenderPage.serve(page, winkwire);
      await lender.goto();
      const visited: string[] = [];
      await visitScreens({
        lender,
        texts: languages[locale],
        options: { locale, theme },
        async onScreen(name) {
          visited.push(name);
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          );
          expect.soft(found, name).toEqual([]);
        },
      });
      expect(visited.length).toBeGreaterThan(30);
    });
  }
}
