import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { DemoPage } from './demo-page.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';

const picture = fileURLToPath(new URL('../docs/images/demo.png', import.meta.url));

/** Takes the README's screenshot of the running demo: `npm run picture -w e2e`. */
const winkwire = await startWinkwire();
const browser = await chromium.launch(config.use?.launchOptions);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1.5 });
const demo = new DemoPage(page);
await demo.goto(winkwire.url);
await demo.open();
await demo.widget.connectAsGeorge();
await demo.webhook('TASK_FINISHED');
await page.locator('.row').last().scrollIntoViewIfNeeded();
await page.screenshot({ path: picture, animations: 'disabled' });
await browser.close();
await winkwire.stop();
