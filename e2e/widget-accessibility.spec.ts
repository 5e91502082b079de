import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Frame, Page } from '@playwright/test';
import type { Language } from '../packages/contract/src/languages.ts';
import { ar } from '../packages/widget/src/frame/texts/ar.ts';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { accessibilityRules, axeViolations, contrastViolations } from './axe-violations.ts';
import { findEnglish } from './find-english.ts';
import { expect, test } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';
import { shownTexts } from './shown-texts.ts';
import { transcriptOf } from './transcript-of.ts';
import { visitScreens } from './visit-screens.ts';
import { widgetFrame } from './widget-frame.ts';

// axe would measure too low a contrast while an element fades in.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

const none = new Set<string>();

for (const [locale, texts] of Object.entries({ en, ar })) {
  test(`axe finds nothing on any screen, a screen reader says what was reviewed, and no text is in another language: ${locale}`, async ({
    page,
    winkwire,
  }) => {
    test.setTimeout(300_000);
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    const visited: string[] = [];
    const heard: string[] = [];
    await visitScreens({
      lender,
      texts,
      options: { locale },
      async onScreen(name) {
        visited.push(name);
        if (visited.length === 1) await expectAccessibleAround(page);
        const frame = widgetFrame(page);
        heard.push(await transcriptOf(frame, { name, language: locale, texts }));
        expect
          .soft(findEnglish(await shownTexts(frame), locale as Language, none), `${name}, English`)
          .toEqual([]);
        await showTheme(frame, 'light');
        expect.soft(await axeViolations(frame), `${name}, light`).toEqual([]);
        await showTheme(frame, 'dark');
        expect.soft(await contrastViolations(frame), `${name}, dark`).toEqual([]);
      },
    });
    expect(visited.length).toBeGreaterThan(30);
    // After an intended change, run `npm run transcripts --workspace e2e -- --update` and review the difference.
    const reviewed = readFileSync(new URL(`transcripts/${locale}.txt`, import.meta.url), 'utf8');
    expect(`${heard.join('\n\n')}\n`).toBe(reviewed);
  });
}

/** Checks the whole page with the open widget, including the frame. */
async function expectAccessibleAround(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(accessibilityRules).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Switches the theme of the open widget, which is faster than reaching each screen once more. */
const showTheme = (frame: Frame, theme: string): Promise<void> =>
  frame.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
