import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { ar } from '../packages/widget/src/frame/texts/ar.ts';
import { en, type Texts } from '../packages/widget/src/frame/texts/en.ts';
import { es } from '../packages/widget/src/frame/texts/es.ts';
import { vi } from '../packages/widget/src/frame/texts/vi.ts';
import { LenderPage } from './lender-page.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';
import { visitScreens } from './visit-screens.ts';

/*
 * Takes a screenshot of every screen of the widget, on a phone and on a desktop, light and dark, in four languages:
 *   npm run gallery --workspace e2e
 *   npm run gallery --workspace e2e -- --language ar --size phone --theme dark
 * The folder is gallery/, because each test run deletes the folder of test results.
 */
const { values: chosen } = parseArgs({
  options: { language: { type: 'string' }, size: { type: 'string' }, theme: { type: 'string' } },
});
const folder = fileURLToPath(new URL('./gallery/', import.meta.url));
const languages: Record<string, Texts> = { en, es, ar, vi };
const sizes = { phone: { width: 375, height: 740 }, desktop: { width: 1280, height: 800 } };
const themes = ['light', 'dark'];

await mkdir(folder, { recursive: true });
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
for (const [locale, texts] of Object.entries(languages)) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const theme of themes) {
      const isLeftOut = Object.entries({ language: locale, size, theme }).some(([option, value]) => {
        const wanted = chosen[option as keyof typeof chosen];
        return wanted !== undefined && wanted !== value;
      });
      if (!isLeftOut)
        await takePictures({ locale, texts, viewport, theme, label: `${size}-${theme}-${locale}` });
    }
  }
}
await browser.close();
await winkwire.stop();
process.stdout.write(`Pictures are in ${folder}\n`);

interface Pictures {
  locale: string;
  texts: Texts;
  viewport: { width: number; height: number };
  theme: string;
  /** The last part of each file name, such as `phone-dark-ar`. */
  label: string;
}

async function takePictures({ locale, texts, viewport, theme, label }: Pictures): Promise<void> {
  const page = await browser.newPage({ viewport });
  await using lender = await LenderPage.serve(page, winkwire);
  await lender.goto();
  await visitScreens({
    lender,
    texts,
    options: { locale, theme },
    onScreen: async (name) => {
      await page.screenshot({ path: `${folder}${name}-${label}.png` });
    },
  });
  await page.close();
}
