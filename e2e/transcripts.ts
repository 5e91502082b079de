import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { Language } from '../packages/contract/src/languages.ts';
import { loadTexts } from '../packages/widget/src/frame/texts/load-texts.ts';
import { LenderPage } from './lender-page.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';
import { transcriptOf } from './transcript-of.ts';
import { visitScreens } from './visit-screens.ts';
import { widgetFrame } from './widget-frame.ts';

/*
 * Lets a screen reader read every screen in four languages, and compares its phrases with transcripts/:
 *   npm run transcripts --workspace e2e
 *   npm run transcripts --workspace e2e -- --update
 *   npm run transcripts --workspace e2e -- --language ar
 */
const { values: chosen } = parseArgs({
  options: { update: { type: 'boolean', default: false }, language: { type: 'string' } },
});
const reviewed: Language[] = ['en', 'es', 'ar', 'th'];
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
for (const language of reviewed) {
  if (!chosen.language || chosen.language === language) await compare(language);
}
await browser.close();
await winkwire.stop();

async function compare(language: Language): Promise<void> {
  const file = new URL(`transcripts/${language}.txt`, import.meta.url);
  const heard = await transcribe(language);
  if (chosen.update) return writeFile(file, heard);
  const lines = heard.split('\n');
  const expected = (await readFile(file, 'utf8')).split('\n');
  const at = lines.concat('').findIndex((line, index) => line !== expected[index]);
  if (lines.join() === expected.join()) return void process.stdout.write(`${language}: as reviewed\n`);
  process.exitCode = 1;
  process.stderr.write(
    `${language}: line ${at + 1} is "${lines[at]}", and "${expected[at]}" was reviewed. ` +
      'If the new text is right, run this with --update and review the difference.\n',
  );
}

async function transcribe(language: Language): Promise<string> {
  const page = await browser.newPage({ ...config.use, reducedMotion: 'reduce' });
  await using lender = await LenderPage.serve(page, winkwire);
  await lender.goto();
  const { texts } = await loadTexts({ language, tag: language });
  const screens: string[] = [];
  await visitScreens({
    lender,
    texts,
    options: { locale: language },
    async onScreen(name) {
      screens.push(await transcriptOf(widgetFrame(page), { name, language, texts }));
    },
  });
  await page.close();
  return `${screens.join('\n\n')}\n`;
}
