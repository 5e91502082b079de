import { test as base } from '@playwright/test';
import { DemoPage } from './demo-page.ts';
import { startWinkwire, type Winkwire } from './start-winkwire.ts';

/** A test with `demo` fails if the page throws or logs an error. Failed requests are permitted. */
export const test = base.extend<{ demo: DemoPage }, { winkwire: Winkwire }>({
  winkwire: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
    async ({}, use) => {
      const winkwire = await startWinkwire();
      await use(winkwire);
      const code = await winkwire.stop();
      if (code !== 0) throw new Error(`winkwire dev ended with code ${code}:\n${winkwire.output()}`);
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  demo: async ({ page, winkwire }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(`${error}`));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        failures.push(message.text());
    });
    const demo = new DemoPage(page);
    await demo.goto(winkwire.url);
    await use(demo);
    if (failures.length > 0) throw new Error(`The page reported errors:\n${failures.join('\n')}`);
  },
});

export { expect } from '@playwright/test';
