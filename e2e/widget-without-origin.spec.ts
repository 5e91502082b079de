import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { Page, TestInfo } from '@playwright/test';
import { callApi } from './call-api.ts';
import { test as base, expect } from './fixtures.ts';
import type { LenderWindow } from './lender-page.ts';
import type { Winkwire } from './start-winkwire.ts';
import { WidgetSteps } from './widget-steps.ts';

/** A page that keeps the names of callbacks. In an iframe, it also posts them to its parent. */
const pageOf = (winkwireUrl: string, options: object) => `<!doctype html><html lang="en">
  <title>Lender</title><link rel="icon" href="data:,"><script src="${winkwireUrl}/v2/smile.v2.js"></script><body><h1>Lender</h1><script>
    window.received = [];
    const receive = (name) => () => {
      received.push(name);
      if (parent !== window) parent.postMessage(name, '*');
    };
    const names = ['onAccountCreated', 'onAccountConnected', 'onClose'];
    const callbacks = Object.fromEntries(names.map((name) => [name, receive(name)]));
    window.modal = new SmileLinkModal({ ...${JSON.stringify(options)}, ...callbacks });
    modal.open();
  </script></body></html>`;

/** A page with one iframe that has these attributes. Some customers isolate the widget in such an iframe. */
const framed = (
  attributes: string,
) => `<!doctype html><html lang="en"><title>Around</title><link rel="icon" href="data:,"><body>
  <script>window.received = []; addEventListener('message', ({ data }) => typeof data === 'string' && received.push(data));</script>
  <iframe style="width: 400px; height: 700px" ${attributes}></iframe></body></html>`;
const srcdoc = (html: string) => `srcdoc="${html.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;

type Serve = (html: string, policy?: string) => Promise<string>;

/** Serves each page on a separate origin until the test ends. */
const test = base.extend<{ serve: Serve }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  serve: async ({}, use) => {
    const servers: Server[] = [];
    await use(async (html, policy) => {
      const server = createServer((_, response) => {
        response.setHeader('content-type', 'text/html');
        if (policy) response.setHeader('content-security-policy', policy);
        response.end(html);
      });
      servers.push(server);
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return `http://localhost:${(server.address() as AddressInfo).port}/`;
    });
    for (const server of servers) server.close().closeAllConnections();
  },
});

interface Places {
  serve: Serve;
  info: TestInfo;
}

async function inFile(html: string, { info }: Places): Promise<string> {
  const path = info.outputPath('page.html');
  await writeFile(path, html);
  return pathToFileURL(path).href;
}

const flags = 'allow-scripts allow-popups allow-forms';
const sandboxed = (html: string) => framed(`sandbox="${flags}" ${srcdoc(html)}`);

/** How a page can be loaded, with the origin that the browser then reports. */
const kinds: Record<string, { origin: RegExp; put: (html: string, places: Places) => Promise<string> }> = {
  'a file': { origin: /^null$/, put: inFile },
  // A data URL in the address bar is no secure context and cannot reach this machine, so it is in an iframe.
  'a data URL': {
    origin: /^null$/,
    put: (html, { serve }) => serve(framed(`src="data:text/html,${encodeURIComponent(html)}"`)),
  },
  'a sandboxed srcdoc': { origin: /^null$/, put: (html, { serve }) => serve(sandboxed(html)) },
  'a sandboxed srcdoc with its origin': {
    origin: /^http:/,
    put: (html, { serve }) => serve(framed(`sandbox="${flags} allow-same-origin" ${srcdoc(html)}`)),
  },
  'a srcdoc without a sandbox': {
    origin: /^http:/,
    put: (html, { serve }) => serve(framed(srcdoc(html))),
  },
  'a sandboxed srcdoc in a file': {
    origin: /^null$/,
    put: (html, places) => inFile(sandboxed(html), places),
  },
  'a page with a sandbox in its policy': {
    origin: /^null$/,
    put: (html, { serve }) => serve(html, `sandbox ${flags}`),
  },
};

const received = (page: Page) => page.evaluate(() => (window as unknown as { received: string[] }).received);

async function newToken(winkwire: Winkwire): Promise<string> {
  const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
  return token.accessToken;
}

for (const [kind, { origin, put }] of Object.entries(kinds)) {
  test(`${kind} links an account`, async ({ page, winkwire, serve }, info) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(`${error}`));
    page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
    const opened = page.waitForRequest((request) => request.url().endsWith('/widget/api/sessions'));
    const html = pageOf(winkwire.url, { userToken: await newToken(winkwire) });
    await page.goto(await put(html, { serve, info }));
    const lender = (await page.title()) === 'Around' ? page.frameLocator('iframe') : page;
    const widget = new WidgetSteps(lender.frameLocator('iframe[src*="/widget/"]'));
    await widget.connectAsGeorge();
    await widget.press('Done');
    await expect(lender.locator('iframe[src*="/widget/"]')).toHaveCount(0);
    await expect.poll(() => received(page)).toEqual(['onAccountCreated', 'onAccountConnected', 'onClose']);
    const { hostOrigin } = (await opened).postDataJSON() as { hostOrigin: string };
    expect(hostOrigin).toMatch(origin);
    expect(failures).toEqual([]);
  });
}

test('a page in a sandbox loads the frame ahead, without a session', async ({ page, winkwire, serve }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).pathname));
  const html = pageOf(winkwire.url, { userToken: await newToken(winkwire) }).replace('modal.open();', '');
  await page.goto(await serve(sandboxed(html)));
  await expect.poll(() => requested.some((path) => /\/assets\/index-.*\.js$/.test(path))).toBe(true);
  expect(requested).not.toContain('/widget/api/sessions');
  await page
    .frameLocator('iframe')
    .locator('body')
    .evaluate(() => (window as unknown as LenderWindow).modal?.open());
  const widget = page.frameLocator('iframe').frameLocator('iframe[src*="/widget/"]');
  await expect(widget.getByRole('button', { name: 'Agree and continue' })).toBeVisible();
  expect(requested.filter((path) => path === '/widget/')).toHaveLength(1);
});

test('a document that replaces the frame in a sandbox gets ports, but no message over them', async ({
  page,
  winkwire,
  serve,
}) => {
  const thief = `<script>
    const ready = () => parent.postMessage({ winkwire: 1, type: 'ready' }, '*');
    let ports = 0;
    onmessage = ({ ports: [port] }) => {
      top.postMessage('port', '*');
      port.onmessage = () => top.postMessage('stolen', '*');
      port.postMessage({ winkwire: 1, type: 'nonce', nonce: '' });
      ports += 1;
      if (ports < 5) ready();
    };
    ready();
  </script>`;
  const html = pageOf(winkwire.url, { userToken: await newToken(winkwire) });
  await page.goto(await serve(sandboxed(html)));
  const widget = page.frameLocator('iframe').frameLocator('iframe[src*="/widget/"]');
  await expect(widget.getByRole('button', { name: 'Agree and continue' })).toBeVisible();
  const frame = page.frames().find((one) => one.url().includes('/widget/'));
  await frame?.goto(`data:text/html,${encodeURIComponent(thief)}`);
  // The document requests five ports. A loader that trusts the document would have sent the token over the first port.
  await expect.poll(async () => (await received(page)).filter((name) => name === 'port')).toHaveLength(5);
  expect(await received(page)).not.toContain('stolen');
});

test('a registered null admits sandboxes, and an origin that is not registered is refused', async ({
  page,
  winkwire,
  serve,
}) => {
  const open = async () => {
    const html = pageOf(winkwire.url, { userToken: await newToken(winkwire) });
    const session = page.waitForResponse((response) => response.url().endsWith('/widget/api/sessions'));
    await page.goto(await serve(sandboxed(html)));
    return (await session).status();
  };
  try {
    await callApi(winkwire, 'PUT /v1/origins', { origins: ['null', 'capacitor://localhost'] });
    expect(await open()).toBe(200);
    await callApi(winkwire, 'PUT /v1/origins', { origins: ['file://', 'capacitor://localhost'] });
    expect(await open()).toBe(403);
  } finally {
    await callApi(winkwire, 'PUT /v1/origins', { origins: [] });
  }
});

/** Opens the widget in a sandboxed iframe, at a provider with its own sign-in page. */
async function atPeoplehub(
  sandbox: string,
  { page, winkwire, serve }: { page: Page; winkwire: Winkwire; serve: Serve },
) {
  const options = { enableConsentPage: false, providers: ['peoplehub'], companyName: 'Northwind' };
  const html = pageOf(winkwire.url, { userToken: await newToken(winkwire), ...options });
  await page.goto(await serve(framed(`sandbox="${sandbox}" ${srcdoc(html)}`)));
  return new WidgetSteps(page.frameLocator('iframe').frameLocator('iframe[src*="/widget/"]'));
}

test('if popups may leave the sandbox, a user signs in at a provider after one question', async ({
  page,
  winkwire,
  serve,
}) => {
  const widget = await atPeoplehub(`${flags} allow-popups-to-escape-sandbox`, { page, winkwire, serve });
  const opened = page.waitForEvent('popup');
  await widget.press('Continue to Peoplehub');
  const popup = await opened;
  await expect(popup.getByText('Northwind asks to link your account.')).toBeVisible();
  await popup.getByRole('link', { name: 'Continue to Peoplehub' }).click();
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  await popup.getByLabel('User name, e-mail or phone').fill('Anisha');
  await popup.getByLabel('Password').fill('123456');
  await popup.getByRole('button', { name: 'Sign in' }).click();
  await widget.sees('You are connected');
});

test('if popups stay in the sandbox, the user and the developer are told what to do', async ({
  page,
  winkwire,
  serve,
}) => {
  const logged: string[] = [];
  const thrown: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  page.on('pageerror', (error) => thrown.push(`${error}`));
  const widget = await atPeoplehub(flags, { page, winkwire, serve });
  await widget.press('Continue to Peoplehub');
  await expect(widget.frame.getByText('This page does not let Peoplehub sign you in.')).toBeVisible();
  await widget.press('Log in another way');
  await widget.sees(/Peoplehub/);
  expect(logged.filter((text) => text.includes('Add allow-popups-to-escape-sandbox'))).toHaveLength(1);
  expect(thrown).toEqual([]);
});

test('if the sandbox permits no popups, the console names the missing permission', async ({
  page,
  winkwire,
  serve,
}) => {
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  const widget = await atPeoplehub('allow-scripts allow-forms', { page, winkwire, serve });
  await widget.press('Continue to Peoplehub');
  await expect(widget.frame.getByText('Your browser blocked the new window.')).toBeVisible();
  await expect
    .poll(() => logged.some((text) => text.includes('allow-popups-to-escape-sandbox to the iframe')))
    .toBe(true);
});
