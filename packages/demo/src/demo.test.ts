import { smileKey, smileSignature } from '@winkwire/receiver';
import Fastify from 'fastify';
import { createTransport } from 'nodemailer';
import { expect, test } from 'vitest';
import { createDemo } from './create-demo.ts';
import { createMailCatcher } from './mail-catcher.ts';
import { demoWebhookSecret } from './register-webhook.ts';

interface Registered {
  id: string;
  name: string;
  url: string;
  secret: string;
  active: boolean;
}

async function openDemo(options: { open?: boolean } = {}) {
  const mail = await createMailCatcher();
  const demo = createDemo({ key: 'key', secret: 'secret', mail, ...options });
  const webhooks: Registered[] = [];
  const app = Fastify({ forceCloseConnections: true });
  const response = (data: unknown) => ({ code: 'OK', message: '', requestId: '', data });
  app.get('/v1/webhooks', async () => response({ items: webhooks, nextCursor: null }));
  app.post<{ Body: Registered }>('/v1/webhooks', async ({ body }) => {
    webhooks.push({ ...body, id: `wh-${webhooks.length + 1}` });
    return response(null);
  });
  app.delete<{ Params: { id: string } }>('/v1/webhooks/:id', async ({ params }) => {
    webhooks.splice(
      webhooks.findIndex(({ id }) => id === params.id),
      1,
    );
    return response(null);
  });
  app.get('/sandbox/documents', async () => response({ items: [{ label: 'Payslip', name: 'payslip.pdf' }] }));
  await app.register(demo.plugin);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const close = async () => {
    await app.close();
    await mail.close();
  };
  return { app, demo, url, mail, webhooks, [Symbol.asyncDispose]: close };
}

const body = JSON.stringify({
  id: `et-${'1'.repeat(32)}`,
  version: 1,
  type: 'ACCOUNT_CONNECTED',
  createdAt: '2026-04-21T09:30:00Z',
  data: {},
});

const deliver = (url: string, secret: string) =>
  fetch(`${url}/demo/webhooks`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'smile-signature': smileSignature(smileKey(secret), body),
    },
    body,
  });

test('the first start registers the receiver for every event, and a later start only if the address has changed', async () => {
  await using opened = await openDemo();
  await opened.demo.start(opened.url);
  await opened.demo.start(opened.url);
  expect(opened.webhooks).toMatchObject([
    { url: `${opened.url}/demo/webhooks`, eventTypes: ['ALL_EVENTS'], active: true },
  ]);
  const moved = opened.url.replace('127.0.0.1', 'localhost');
  await opened.demo.start(moved);
  expect(opened.webhooks).toMatchObject([{ url: `${moved}/demo/webhooks` }]);
});

test('the receiver accepts requests signed with its secret, and refuses others', async () => {
  await using opened = await openDemo();
  expect((await deliver(opened.url, demoWebhookSecret('secret'))).status).toBe(200);
  expect((await deliver(opened.url, 'another')).status).toBe(401);
});

test.each(['not JSON', 'null', '{"id":7}', ''])(
  'a request with a wrong signature and the body %o is refused, and is not shown as a webhook',
  async (text) => {
    await using opened = await openDemo();
    const { status } = await fetch(`${opened.url}/demo/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'smile-signature': 'v2=wrong' },
      body: text,
    });
    expect(status).toBe(401);
  },
);

test('a broken receiver responds with 500 until it is fixed', async () => {
  await using opened = await openDemo();
  const setBroken = (broken: boolean) =>
    opened.app.inject({ method: 'POST', url: '/demo/api/receiver', payload: { broken } });
  await setBroken(true);
  expect((await deliver(opened.url, demoWebhookSecret('secret'))).status).toBe(500);
  await setBroken(false);
  expect((await deliver(opened.url, demoWebhookSecret('secret'))).status).toBe(200);
});

test('a page that reconnects gets what it missed, with the number of attempts', async () => {
  await using opened = await openDemo();
  await deliver(opened.url, demoWebhookSecret('secret'));
  await deliver(opened.url, demoWebhookSecret('secret'));
  const stream = await fetch(`${opened.url}/demo/api/stream`, { headers: { 'last-event-id': '1' } });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: webhook')) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  expect(text).toContain('id: 2\n');
  expect(text).toContain('"attempt":2');
  expect(text).not.toContain('"number":1');
});

test.each(['/demo/', '/demo/api/setup', '/demo/api/mails', '/demo/api/stream', '/demo/mail'])(
  'other machines get an error from %s that explains how to open the demo',
  async (url) => {
    await using opened = await openDemo();
    for (const request of [{ remoteAddress: '192.0.2.1' }, { headers: { 'x-forwarded-for': '192.0.2.1' } }]) {
      const response = await opened.app.inject({ url, ...request });
      expect(response.statusCode).toBe(403);
      expect(response.json().message).toContain('WINKWIRE_DEMO_OPEN=yes');
    }
  },
);

test('an opened demo serves other machines', async () => {
  await using opened = await openDemo({ open: true });
  const response = await opened.app.inject({ url: '/demo/', remoteAddress: '192.0.2.1' });
  expect(response.statusCode).toBe(200);
});

test('every page has a policy that permits nothing inline and nothing from other origins', async () => {
  await using opened = await openDemo();
  for (const path of ['/demo/', '/demo/mail', '/demo/lender.js']) {
    const { statusCode, headers } = await opened.app.inject(path);
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
  }
  const { payload } = await opened.app.inject('/demo/');
  expect(payload).not.toMatch(/<script(?![^>]*src=)|style="|onclick=/);
});

test('a caught mail is shown in a frame that cannot run scripts', async () => {
  await using opened = await openDemo();
  const transport = createTransport({ url: opened.mail.url });
  await transport.sendMail({
    from: '"Harbor" <loans@harbor.example>',
    to: 'sam@harbor.example',
    subject: 'One step',
    text: 'plain words',
    html: '<a href="https://example.com/x">go</a><script>alert(1)</script>',
  });
  transport.close();
  const { items } = (await opened.app.inject('/demo/api/mails')).json();
  expect(items).toMatchObject([{ subject: 'One step', to: 'sam@harbor.example', preview: 'plain words' }]);
  const shown = await opened.app.inject(`/demo/mail/${items[0].id}/body`);
  expect(shown.headers['content-security-policy']).toContain("default-src 'none'");
  expect(shown.headers['content-security-policy']).toMatch(
    /sandbox allow-popups allow-popups-to-escape-sandbox$/,
  );
  expect(shown.payload).toContain('target="_blank" rel="noopener" href="https://example.com/x"');
  expect((await opened.app.inject('/demo/mail/none/body')).statusCode).toBe(404);
});

test('before the start, every call of the API is refused with the reason', async () => {
  await using opened = await openDemo();
  const response = await opened.app.inject({ method: 'POST', url: '/demo/api/applicants' });
  expect(response.statusCode).toBe(503);
  expect(response.json()).toEqual({ message: 'The demo is still starting.' });
});
