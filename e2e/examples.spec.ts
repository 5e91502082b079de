import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { callApi } from './call-api.ts';
import { expect, test } from './fixtures.ts';
import type { Winkwire } from './start-winkwire.ts';
import { WidgetSteps } from './widget-steps.ts';

const example = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
const webhookSecret = 'a secret of the examples';
const account = {
  userId: `acme-${'1'.repeat(32)}`,
  accountId: `a-${'2'.repeat(32)}`,
  loginName: 'ryan',
  providers: ['swiftlane'],
};

function run(name: string, environment: Record<string, string>, ...words: string[]) {
  const child: ChildProcess = spawn(process.execPath, [example(name), ...words], {
    env: { ...process.env, ...environment, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return {
    next: async () => String((await lines.next()).value),
    async rest() {
      const all: string[] = [];
      for await (const line of { [Symbol.asyncIterator]: () => lines }) all.push(line);
      return all;
    },
    [Symbol.dispose]: () => child.kill(),
  };
}

async function register(winkwire: Winkwire, url: string, active: boolean): Promise<string> {
  const { id } = await callApi<{ id: string }>(winkwire, 'POST /v1/webhooks', {
    name: `example ${url}`,
    url,
    secret: webhookSecret,
    eventTypes: ['ACCOUNT_CONNECTED'],
    active,
  });
  return id;
}

const publish = (winkwire: Winkwire) =>
  callApi(winkwire, 'POST /v1/events', { type: 'ACCOUNT_CONNECTED', data: account });

const access = ({ url, key, secret }: Winkwire) => ({
  WINKWIRE_URL: url,
  WINKWIRE_KEY: key,
  WINKWIRE_SECRET: secret,
  WINKWIRE_WEBHOOK_SECRET: webhookSecret,
});

async function serve(respond: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer(respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, [Symbol.dispose]: () => server.close() };
}

test('plain-page.html links an account', async ({ page, winkwire }) => {
  const html = await readFile(example('plain-page.html'), 'utf8');
  using site = await serve(async (request, response) => {
    if (request.url !== '/link-token') {
      response.setHeader('content-type', 'text/html');
      return response.end(html.replace('https://winkwire.example.com', winkwire.url));
    }
    const { token } = await callApi<{ token: { accessToken: string } }>(winkwire, 'POST /v1/users', {});
    return response.end(JSON.stringify({ userToken: token.accessToken }));
  });
  await page.goto(site.url);
  await page.getByRole('button', { name: 'Link your work account' }).click();
  const widget = new WidgetSteps(page.frameLocator('iframe[src*="/widget/"]'));
  await widget.connectAsGeorge();
  await widget.press('Done');
  await expect(page.getByRole('status')).toHaveText(/^Linked a-[0-9a-f]{32} at swiftlane\.$/);
});

test('express-receiver.ts receives the event of a linked account', async ({ winkwire }) => {
  using receiver = run('express-receiver.ts', { ...access(winkwire), PORT: '0' });
  let line = await receiver.next();
  while (!line.includes('port:')) line = await receiver.next();
  const port = /port: (\d+)/.exec(line)?.[1];
  const webhook = await register(winkwire, `http://127.0.0.1:${port}/webhooks`, true);
  await publish(winkwire);
  expect(await receiver.next()).toBe(`${account.userId} linked ${account.accountId}`);
  await callApi(winkwire, `DELETE /v1/webhooks/${webhook}`);
});

test('web-receiver.ts accepts a delivery and rejects a request without a valid signature', async ({
  winkwire,
}) => {
  process.env.WINKWIRE_WEBHOOK_SECRET = webhookSecret;
  const { fetch: receive } = await import('../examples/web-receiver.ts');
  const statuses: number[] = [];
  using site = await serve(async (request, response) => {
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const body = await buffer(request);
    const reply = await receive(new Request('http://localhost/', { method: 'POST', headers, body }));
    statuses.push(reply.status);
    response.statusCode = reply.status;
    response.end();
  });
  const webhook = await register(winkwire, site.url.replace('localhost', '127.0.0.1'), true);
  await publish(winkwire);
  await expect.poll(() => statuses).toEqual([200]);
  const forged = new Request(site.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'smile-signature': '0'.repeat(128) },
    body: '{}',
  });
  expect((await receive(forged)).status).toBe(401);
  await callApi(winkwire, `DELETE /v1/webhooks/${webhook}`);
});

test('pull-by-cursor.ts prints the events after its cursor, even for an inactive webhook', async ({
  winkwire,
}) => {
  const webhook = await register(winkwire, `${winkwire.url}/nobody`, false);
  await publish(winkwire);
  await publish(winkwire);
  const environment = { ...access(winkwire), WINKWIRE_WEBHOOK: webhook };
  await expect
    .poll(async () => (await callApi(winkwire, `GET /v1/webhooks/${webhook}/checkpoint`)).sequence)
    .toBe(2);
  expect(await run('pull-by-cursor.ts', environment).rest()).toEqual([
    '1 ACCOUNT_CONNECTED',
    '2 ACCOUNT_CONNECTED',
  ]);
  expect(await run('pull-by-cursor.ts', environment, '1').rest()).toEqual(['2 ACCOUNT_CONNECTED']);
  await callApi(winkwire, `DELETE /v1/webhooks/${webhook}`);
});

test('verify-checkpoint.ts proves that no event is missing', async ({ winkwire }) => {
  const webhook = await register(winkwire, `${winkwire.url}/nobody`, false);
  await publish(winkwire);
  await expect
    .poll(async () => (await callApi(winkwire, `GET /v1/webhooks/${webhook}/checkpoint`)).sequence)
    .toBe(1);
  const { hash } = await callApi(winkwire, `GET /v1/webhooks/${webhook}/checkpoint`);
  const lines = await run('verify-checkpoint.ts', { ...access(winkwire), WINKWIRE_WEBHOOK: webhook }).rest();
  expect(lines).toEqual([`complete 1 pulled 1 ${hash}`]);
  await callApi(winkwire, `DELETE /v1/webhooks/${webhook}`);
});
