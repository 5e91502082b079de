import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { startReceiver } from '../pipeline/testing/start-receiver.ts';
import { startEngine } from '../store/testing/engines.ts';
import { startTestServer } from '../testing/test-server.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status?: { code?: number };
  attributes: { key: string; value: Record<string, unknown> }[];
}

async function startCollector() {
  const spans: Span[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    expect([request.method, request.url]).toEqual(['POST', '/v1/traces']);
    const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString());
    for (const { scopeSpans } of resourceSpans) {
      for (const scope of scopeSpans) spans.push(...scope.spans);
    }
    response.setHeader('content-type', 'application/json').end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    spans,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const attribute = ({ attributes }: Span, key: string) =>
  Object.values(attributes.find((one) => one.key === key)?.value ?? {})[0];

test('one trace leads from the publishing of an event to the response, across two processes', async () => {
  await using engine = await startEngine('postgres');
  await using place = await engine.place();
  await using collector = await startCollector();
  await using receiver = await startReceiver();
  let responses = 0;
  receiver.behave((_, response) => response.writeHead(responses++ === 0 ? 500 : 200).end());
  const { databaseUrl } = place.config;
  const encryptionKey = 'ab'.repeat(32);
  const shared = { databaseUrl, encryptionKey, otlpEndpoint: collector.url };
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  {
    await using api = await startTestServer({ ...shared, roles: ['api'] });
    await using _deliver = await startTestServer({ ...shared, roles: ['deliver'] });
    const webhook = { name: 'w', url: receiver.url, eventTypes: ['ALL_EVENTS'], secret: 's' };
    await api.call('/v1/webhooks', { method: 'POST', body: { ...webhook, delivery: { retryDelays: [1] } } });
    const created = await api.call('/v1/users', {
      method: 'POST',
      body: {},
      headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    });
    expect(created.status).toBe(201);
    await receiver.count(2);
  }
  const spans = collector.spans.filter((span) => span.traceId === traceId);
  const request = spans.find(({ name }) => name === 'POST /v1/users')!;
  const attempts = spans.filter(({ name }) => name === 'deliver USER_CREATED');
  expect(request.parentSpanId).toBe('b7ad6b7169203331');
  expect(attempts.map(({ parentSpanId }) => parentSpanId)).toEqual([request.spanId, request.spanId]);
  expect(attempts.map((span) => attribute(span, 'http.response.status_code'))).toEqual([500, 200]);
  expect(attempts.map((span) => attribute(span, 'winkwire.attempt'))).toEqual([1, 2]);
  expect(attempts[0]!.status?.code).toBe(2);
  expect(receiver.received.map(({ headers }) => headers.traceparent)).toEqual(
    attempts.map(({ spanId }) => `00-${traceId}-${spanId}-01`),
  );
});

test('publishing by the API begins a trace of its own, also when one process does everything', async () => {
  await using collector = await startCollector();
  await using receiver = await startReceiver();
  {
    await using server = await startTestServer({ otlpEndpoint: collector.url });
    const webhook = { name: 'w', url: receiver.url, eventTypes: ['ALL_EVENTS'], secret: 's' };
    await server.call('/v1/webhooks', { method: 'POST', body: webhook });
    const { user } = (await server.call('/v1/users', { method: 'POST', body: {} })).body.data;
    const data = { userId: user.id, accountId: `a-${'1'.repeat(32)}`, providers: ['example'] };
    const published = { type: 'ACCOUNT_CREATED', data };
    expect((await server.call('/v1/events', { method: 'POST', body: published })).status).toBe(201);
    await receiver.count(2);
  }
  const request = collector.spans.find(({ name }) => name === 'POST /v1/events')!;
  const attempt = collector.spans.find(({ name }) => name === 'deliver ACCOUNT_CREATED')!;
  expect(request.parentSpanId ?? '').toBe('');
  expect(attempt).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId });
  expect(JSON.stringify(collector.spans)).not.toContain('a sandbox secret');
});

test('without a collector nothing is traced, stored or sent', async () => {
  await using receiver = await startReceiver();
  await using server = await startTestServer();
  const webhook = { name: 'w', url: receiver.url, eventTypes: ['ALL_EVENTS'], secret: 's' };
  await server.call('/v1/webhooks', { method: 'POST', body: webhook });
  await server.call('/v1/users', {
    method: 'POST',
    body: {},
    headers: { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
  });
  const [received] = await receiver.count(1);
  expect(received!.headers.traceparent).toBeUndefined();
  expect(await server.services.store.all('select traceparent from events')).toEqual([{ traceparent: null }]);
});
