import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { rolldown } from 'rolldown';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { stylesAsText } from '../scripts/pack/styles-as-text.ts';
import { callApi } from './call-api.ts';
import { test as base, expect } from './fixtures.ts';
import type { Winkwire } from './start-winkwire.ts';

interface Fixtures {
  /** Serves an application of the folder `apps` as a page, and opens it. */
  start: (app: string) => Promise<void>;
  /** The URLs of the requests that have begun a session. */
  sessions: string[];
}

const test = base.extend<Fixtures>({
  sessions: async ({ page }, use) => {
    const urls: string[] = [];
    page.on(
      'request',
      (request) => request.url().endsWith('/widget/api/sessions') && urls.push(request.url()),
    );
    await use(urls);
  },
  start: async ({ page, winkwire }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(`${error}`));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    let server: Server | undefined;
    await use(async (app) => {
      const script = await bundled(app);
      const html = await pageOf(winkwire);
      server = createServer(({ url }, response) => {
        response.setHeader('content-type', url === '/app.js' ? 'text/javascript' : 'text/html');
        response.end(url === '/app.js' ? script : html);
      });
      await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    });
    server?.close().closeAllConnections();
    expect(errors).toEqual([]);
  },
});

async function bundled(app: string): Promise<string> {
  const bundle = await rolldown({
    input: new URL(`apps/${app}`, import.meta.url).pathname,
    platform: 'browser',
    plugins: [stylesAsText],
    onLog: (level, log, print) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && print(level, log),
    // StrictMode has no effect in React's production build.
    transform: { define: { 'process.env.NODE_ENV': '"development"' } },
  });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  return output[0].code;
}

async function pageOf(winkwire: Winkwire): Promise<string> {
  const newToken = async () =>
    (await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {})).token.accessToken;
  const given = {
    apiHost: winkwire.url,
    scriptUrl: `${winkwire.url}/v2/smile.v2.js`,
    tokens: [await newToken(), await newToken()],
  };
  return `<!doctype html><html lang="en"><title>Lender</title><link rel="icon" href="data:,"><body><div id="root"></div>
    <script>globalThis.given = ${JSON.stringify(given)};</script><script type="module" src="/app.js"></script></body></html>`;
}

const close = (page: Page) =>
  page.frameLocator('iframe:visible').getByRole('button', { name: 'Close', exact: true }).click();
const closed = (page: Page) => page.evaluate(() => (globalThis as unknown as { reasons: string[] }).reasons);

test('under StrictMode, the hook and the component open one widget and one session each', async ({
  page,
  start,
  sessions,
}) => {
  await start('react-app.js');
  await page.getByRole('button', { name: 'Link by hook' }).click();
  await expect(page.frameLocator('iframe:visible').locator('h1')).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(1);
  await close(page);
  await expect(page.locator('iframe:visible')).toHaveCount(0);
  expect(await closed(page)).toEqual(['close']);

  await page.getByRole('button', { name: 'Link by component' }).click();
  await expect(page.frameLocator('iframe:visible').locator('h1')).toBeVisible();
  expect(sessions).toHaveLength(2);
  await close(page);
  await expect.poll(() => closed(page)).toEqual(['close', 'close']);

  await page.evaluate(() => (globalThis as unknown as { unmount(): void }).unmount());
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('an application that bundles the loader opens the widget', async ({ page, start, sessions }) => {
  await start('package-app.js');
  await expect(
    page.frameLocator('iframe').getByRole('heading', { name: en.consent.heading('Northwind Lending') }),
  ).toBeVisible();
  expect(sessions).toHaveLength(1);
});
