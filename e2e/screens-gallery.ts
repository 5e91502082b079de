import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { LenderPage } from './lender-page.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';
import { visitScreens } from './visit-screens.ts';

/*
 * Takes a picture of every screen of the widget, at two widths, light and dark:
 *   npm run gallery --workspace e2e
 * They are not among the test results, which each test run deletes first.
 */
const folder = fileURLToPath(new URL('./gallery/', import.meta.url));
const sizes = [
  { width: 375, height: 740 },
  { width: 1280, height: 800 },
];

await mkdir(folder, { recursive: true });
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
for (const viewport of sizes) {
  for (const theme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport });
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    await visitScreens({
      lender,
      texts: en,
      options: { locale: 'en', theme },
      onScreen: async (name) => {
        await page.screenshot({ path: `${folder}${name}-${viewport.width}-${theme}.png` });
      },
    });
    await page.close();
  }
}
await browser.close();
await winkwire.stop();
process.stdout.write(`Pictures are in ${folder}\n`);
