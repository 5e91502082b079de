import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callApi } from './call-api.ts';
import { expect, test } from './fixtures.ts';
import { WidgetSteps } from './widget-steps.ts';

/** A customer's page on an origin of its own, with a strict content security policy. */
async function openCustomerSite(
  winkwireUrl: string,
  userToken: string,
  headers: Record<string, string> = {},
) {
  const pages: Record<string, [type: string, text: string]> = {
    '/': [
      'text/html',
      `<!doctype html><title>Customer</title><script src="${winkwireUrl}/v2/smile.v2.js"></script><script type="module" src="/page.js"></script><h1>Customer</h1>`,
    ],
    '/page.js': [
      'text/javascript',
      `const received = (window.received = []);
       const receive = (name) => (argument) => received.push({ name, argument });
       new SmileLinkModal({
         userToken: ${JSON.stringify(userToken)},
         onAccountCreated: receive('onAccountCreated'),
         onAccountConnected: receive('onAccountConnected'),
         onClose: receive('onClose'),
       }).open();`,
    ],
  };
  const server = createServer((request, response) => {
    const [type, text] = pages[request.url ?? ''] ?? ['text/plain', ''];
    response.setHeader('content-type', type);
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self' ${winkwireUrl}; frame-src ${winkwireUrl}; base-uri 'none'`,
    );
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, [Symbol.dispose]: () => server.close() };
}

test('a page of another origin embeds the widget under a strict policy and receives its callbacks', async ({
  page,
  winkwire,
}) => {
  const failures: string[] = [];
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
  using site = await openCustomerSite(winkwire.url, token.accessToken);
  await page.goto(site.url);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.connectAsGeorge();
  await widget.press('Done');
  const received = () =>
    page.evaluate(() =>
      (window as unknown as { received: { name: string }[] }).received.map(({ name }) => name),
    );
  await expect.poll(received).toEqual(['onAccountCreated', 'onAccountConnected', 'onClose']);
  expect(failures.filter((text) => !text.includes('favicon'))).toEqual([]);
});

test('a page that is isolated from other origins shows the widget', async ({ page, winkwire }) => {
  const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
  using site = await openCustomerSite(winkwire.url, token.accessToken, {
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-opener-policy': 'same-origin',
  });
  await page.goto(site.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.connectAsGeorge();
});
