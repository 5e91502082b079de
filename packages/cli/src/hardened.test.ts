import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, runServe } from './testing/run-cli.ts';

type Serving = Awaited<ReturnType<typeof runServe>>;

const key = 'sandbox';
const secret = 'a sandbox secret of some length';
const credentials = ['--sandbox-key', key, '--sandbox-secret', secret];
const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;

/** Repeats a call that the rate limit refuses, because most of these tests are not about the limit. */
async function call(serving: Serving, path: string, body?: object): Promise<{ status: number; body: Body }> {
  for (;;) {
    const response = await fetch(`${serving.url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (response.status !== 429) return { status: response.status, body: (await response.json()) as Body };
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

interface Body {
  code: string;
  message: string;
  data: { id: string; delivered: boolean; error: string; state: string };
}

const webhook = (url: string) => ({ name: 'a', url, eventTypes: ['ALL_EVENTS'], active: true, secret: 's' });

describe('winkwire serve refuses what winkwire dev allows', () => {
  let serving: Serving;
  beforeAll(async () => {
    serving = await runServe([...credentials, '--public-url', 'https://winkwire.example.com']);
  });
  afterAll(() => serving[Symbol.asyncDispose]());

  test.each([
    ['over http', 'http://example.com/hook'],
    ['to loopback over http', 'http://127.0.0.1:9000/hook'],
    ['to loopback', 'https://127.0.0.1/hook'],
    ['to loopback by name', 'https://localhost/hook'],
    ['to loopback over IPv6', 'https://[::1]/hook'],
    ['to a private network', 'https://10.1.2.3/hook'],
    ['to a home network', 'https://192.168.0.1/hook'],
    ["to a cloud's metadata", 'https://169.254.169.254/latest/meta-data'],
    ['with credentials in the address', 'https://user:password@example.com/hook'],
    ['to the port of a mail server', 'https://example.com:25/hook'],
  ])('a webhook %s', async (_, url) => {
    const response = await call(serving, '/v1/webhooks', webhook(url));
    expect([response.status, response.body.code]).toEqual([400, 'INVALID_PARAMETERS']);
    expect(response.body.message).toMatch(/^url: /);
  });

  test('the bare address leads to the portal', async () => {
    const response = await fetch(serving.url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/portal/']);
    expect((await fetch(serving.url)).headers.get('content-type')).toContain('text/html');
    expect(serving.output()).not.toContain('public-url.not-https');
  });

  test('a registered webhook that is moved to a private address', async () => {
    const { body } = await call(serving, '/v1/webhooks', webhook('https://192.0.78.9/hook'));
    const patched = await fetch(`${serving.url}/v1/webhooks/${body.data.id}`, {
      method: 'PATCH',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://10.0.0.1/' }),
    });
    expect(patched.status).toBe(400);
  });

  test.each(['/demo', '/demo/', '/demo/mail', '/demo/events', '/demo/webhooks'])(
    'the page %s of the demo',
    async (path) => {
      const response = await fetch(serving.url + path, { redirect: 'manual' });
      expect(response.status).toBe(404);
    },
  );

  test('a sign-in without a link: none is printed, no default key works, and the portal requires one', async () => {
    expect(serving.output()).not.toContain('sign-in');
    for (const guess of ['sandbox:sandbox', 'sandbox:', 'admin:admin', `${key}:`]) {
      const headers = { authorization: `Basic ${Buffer.from(guess).toString('base64')}` };
      const response = await fetch(`${serving.url}/v1/users`, { headers });
      expect([400, 429]).toContain(response.status);
    }
    expect((await fetch(`${serving.url}/portal/api/session`)).status).toBe(401);
  });

  test('more requests than the rate limit', async () => {
    const responses = await Promise.all(
      Array.from({ length: 60 }, () => fetch(`${serving.url}/v1/providers`, { headers: { authorization } })),
    );
    expect(responses.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(20);
  });

  test('a portal cookie over http: it has the __Host- prefix, and scripts cannot read it', async () => {
    const cookie = await signIn(serving, 'https://winkwire.example.com');
    expect(cookie.status).toBe(201);
    expect(cookie.text).toMatch(/^__Host-winkwire_portal=\S+; Path=\/; /);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Strict'])
      expect(cookie.text).toContain(attribute);
  });

  test('being framed, being sniffed, and a later request over http', async () => {
    const { headers } = await fetch(`${serving.url}/portal/`);
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{7}/);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('winkwire serve with fewer restrictions', () => {
  let serving: Serving;
  let receiver: Server;
  beforeAll(async () => {
    const flags = ['--webhook-allow', '127.0.0.0/8', '--webhook-http', 'loopback'];
    serving = await runServe([...credentials, ...flags]);
    receiver = createServer((request, response) => {
      if (request.url === '/target') response.end('reached');
      else response.writeHead(302, { location: '/target' }).end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    receiver.close();
    await serving[Symbol.asyncDispose]();
  });

  test('still does not follow redirects', async () => {
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    const { body } = await call(serving, '/v1/webhooks', webhook(url));
    const tested = await call(serving, `/v1/webhooks/${body.data.id}/test`, {});
    expect(tested.body.data).toMatchObject({ delivered: false, error: 'REDIRECT_REFUSED' });
  });

  test('still refuses to sign in over http, and says what to do', async () => {
    const { status, text } = await signIn(serving, serving.url);
    expect(status).toBe(403);
    expect(text).toContain('WINKWIRE_PUBLIC_URL');
  });
});

/** Signs in with a printed link. `text` is the cookie, or the body of an error. */
async function signIn(serving: Serving, publicUrl: string): Promise<{ status: number; text: string }> {
  const flags = ['--data-dir', serving.folder, '--public-url', publicUrl];
  const { output } = await runCli(['sign-in', ...flags]);
  const token = /#(?:.*=)?([\w-]{20,})/.exec(output)?.[1];
  expect(token, output).toBeDefined();
  const response = await fetch(`${serving.url}/portal/api/session`, {
    method: 'POST',
    headers: { origin: publicUrl, 'winkwire-mode': 'SANDBOX', 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return { status: response.status, text: response.headers.get('set-cookie') ?? (await response.text()) };
}
