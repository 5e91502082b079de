import { chromium } from '@playwright/test';
import { LenderPage } from './lender-page.ts';
import config from './playwright.config.ts';
import { startWinkwire } from './start-winkwire.ts';

/*
 * Measures the time from `open()` to the first screen. The CPU is slowed down to a quarter, and the cache is empty.
 * `npm run opening --workspace e2e` prints every run, the median, and what the frame loaded in the last run. Times
 * are in ms.
 */
const runs = 5;
const slowdown = 4;

interface Opening {
  took: number;
  steps: { name: string; from: number; to: number }[];
}

const winkwire = await startWinkwire();
const browser = await chromium.launch({
  ...config.use?.launchOptions,
  // The frame runs in the process of the page, so that one throttle slows both down.
  args: [...(config.use?.launchOptions?.args ?? []), '--disable-features=IsolateOrigins,site-per-process'],
});
await measure();
const openings: Opening[] = [];
for (let run = 0; run < runs; run++) openings.push(await measure());
const sorted = openings.map(({ took }) => took).sort((a, b) => a - b);
process.stdout.write(`open() to first screen: ${sorted.join(', ')}; median ${sorted[runs >> 1]} ms\n`);
for (const { name, from, to } of openings.at(-1)!.steps) {
  process.stdout.write(`${String(from).padStart(6)} ${String(to).padStart(6)}  ${name}\n`);
}
await browser.close();
await winkwire.stop();

async function measure(): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } });
  const page = await context.newPage();
  await using lender = await LenderPage.serve(page, winkwire);
  await page.addInitScript(() => {
    if (window === window.top) return;
    const watch = new MutationObserver(() => {
      if (!document.querySelector('h1#heading:not(.visually-hidden)')) return;
      watch.disconnect();
      // The screen has been painted when the next animation frame begins.
      requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('first-screen')));
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await lender.goto();
  const throttle = await context.newCDPSession(page);
  await throttle.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const { accessToken: userToken } = await lender.token();
  const opened = await page.evaluate((token) => {
    const host = window as unknown as { SmileLinkModal: new (options: object) => { open(): void } };
    const modal = new host.SmileLinkModal({ userToken: token, companyName: 'Northwind Lending' });
    const now = performance.timeOrigin + performance.now();
    modal.open();
    return now;
  }, userToken);
  await lender.widget.locator('h1#heading:not(.visually-hidden)').waitFor();
  const frame = page.frames().find((candidate) => candidate.parentFrame());
  await frame!.waitForFunction(() => performance.getEntriesByName('first-screen').length > 0);
  const opening = await frame!.evaluate((from): Opening => {
    const at = (time: number) => Math.round(performance.timeOrigin + time - from);
    const shown = performance.getEntriesByName('first-screen')[0];
    const entries = performance.getEntries().filter(({ duration }) => duration > 0);
    return {
      took: at(shown!.startTime),
      steps: entries.map(({ name, startTime, duration }) => ({
        name: name.replace(/^https?:\/\/[^/]+/, '').slice(0, 60),
        from: at(startTime),
        to: at(startTime + duration),
      })),
    };
  }, opened);
  await context.close();
  return opening;
}
