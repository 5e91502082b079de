import { writeFile } from 'node:fs/promises';
import { chromium, type Page } from '@playwright/test';
import { type Language, languageNames, languages } from '../packages/contract/src/languages.ts';
import { loadTexts } from '../packages/widget/src/frame/texts/load-texts.ts';
import { findEnglish } from './find-english.ts';
import { LenderPage } from './lender-page.ts';
import config from './playwright.config.ts';
import { shownTexts } from './shown-texts.ts';
import { startWinkwire } from './start-winkwire.ts';
import { visitScreens } from './visit-screens.ts';
import { widgetFrame } from './widget-frame.ts';

/*
 * Finds English texts and too narrow elements on every screen in every language, and writes docs/languages.md:
 *   npm run languages --workspace e2e
 */
const report = new URL('../docs/languages.md', import.meta.url);
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
const english = new Set<string>();
const rows: string[] = [];
for (const language of languages) rows.push(await walk(language));
await browser.close();
await winkwire.stop();
await writeFile(
  report,
  `# Languages

\`npm run languages --workspace e2e\` opens every screen of the widget in every language, on a phone of 320 px, and writes this
table. In a language with Latin letters, a text counts as English if the English widget shows the same text. In a language with
another script, a text counts as English if it has two Latin letters in a row. Names, formats and loan words are excepted
([find-english.ts](../e2e/find-english.ts)). The last column counts the elements that are narrower than their content.

| language | screens | texts | in English | too wide |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`,
);

async function walk(language: Language): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  await using lender = await LenderPage.serve(page, winkwire);
  await lender.goto();
  const { texts } = await loadTexts({ language, tag: language });
  const seen = new Set<string>();
  const faults = { english: new Set<string>(), wide: new Set<string>() };
  let screens = 0;
  await visitScreens({
    lender,
    texts,
    options: { locale: language },
    async onScreen(name) {
      screens += 1;
      const shown = await shownTexts(widgetFrame(page));
      for (const text of shown) seen.add(text);
      for (const text of findEnglish(shown, language, english)) faults.english.add(`${name}: ${text}`);
      for (const text of await tooWide(page)) faults.wide.add(`${name}: ${text}`);
    },
  });
  await page.close();
  if (language === 'en') for (const text of seen) english.add(text);
  for (const [kind, found] of Object.entries(faults)) {
    for (const fault of found) process.stdout.write(`${language} ${kind} ${fault}\n`);
    if (found.size > 0) process.exitCode = 1;
  }
  const cells = [screens, seen.size, faults.english.size, faults.wide.size];
  return `| ${languageNames[language]} (\`${language}\`) | ${cells.join(' | ')} |`;
}

/** The elements that are narrower than their content. `.chips` is left out, because it scrolls sideways on purpose. */
function tooWide(page: Page): Promise<string[]> {
  return widgetFrame(page).evaluate(() =>
    [...document.querySelectorAll('.card *, .sheet *')]
      .filter((element) => element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => !element.matches('.chips, .visually-hidden, svg, svg *'))
      .filter(({ textContent }) => textContent?.trim())
      .map(({ className, textContent }) => `${className} ${textContent?.slice(0, 60)}`),
  );
}
