import { writeFileSync } from 'node:fs';
import { exampleBody } from '@winkwire/contract/events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import {
  compareWays,
  pastTheDirectWay,
  type WaysCompared,
} from '../../testing/direct-differential/compare-ways.ts';
import { countFastify } from '../../testing/direct-differential/count-fastify.ts';
import { RawClient, type RawResponse } from '../../testing/direct-differential/raw-client.ts';
import { startTestServer, type TestServer } from '../../testing/test-server.ts';

/** One seed is new every day. A failure shows its seed, and `SEED=7` repeats it. */
const seeds = process.env.SEED ? [Number(process.env.SEED)] : [1, Math.floor(Date.now() / 86_400_000)];
/** The number of requests for each seed. `npm run differential:direct -w bench` sends 5,000. */
const requests = Number(process.env.REQUESTS ?? 200);
vi.setConfig({ testTimeout: 900_000 });

const body = JSON.stringify({ type: 'ACCOUNT_CONNECTED', data: exampleBody('ACCOUNT_CONNECTED').data });
const usual = [
  'POST /v1/events HTTP/1.1',
  'Host: localhost',
  'Content-Type: application/json',
  `Authorization: Basic ${btoa('sandbox:a sandbox secret')}`,
  `Content-Length: ${body.length}`,
];
const requestOf = (...headers: string[]): Buffer =>
  Buffer.from(`${[...usual, ...headers].join('\r\n')}\r\n\r\n${body}`);

/** The server's body limit is below the size of the largest generated body. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ bodyLimit: 60_000 });
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(seeds)('both ways give the same responses and store the same events (seed %i)', async (seed) => {
  const compared = await compareWays(server, { seed, requests });
  if (process.env.TABLE) writeFileSync(process.env.TABLE, statusTable(compared));
  expect(compared.differences).toEqual([]);
  // If one of these statuses were rare, the comparison would prove little.
  expect(compared.statuses.get(201)).toBeGreaterThan(requests / 10);
  expect(compared.statuses.get(400)).toBeGreaterThan(requests / 10);
});

function statusTable({ statuses, differences }: WaysCompared): string {
  const rows = [...statuses].sort(([one], [other]) => one - other);
  return `${requests} requests, sent directly and through Fastify. Different responses or stored rows: ${differences.length}.

| status | requests |
| --- | --- |
${rows.map(([status, count]) => `| ${status} | ${count} |`).join('\n')}
`;
}

test('only a usual request bypasses Fastify', async () => {
  using client = new RawClient(server.url);
  for (const request of [requestOf(), requestOf('Idempotency-Key: 1')])
    expect(await countFastify(() => client.send(request))).toBe(0);
  expect(await countFastify(() => client.send(requestOf(pastTheDirectWay)))).toBe(1);
});

test('the rate limit counts the requests of both ways together', async () => {
  await using limited = await startTestServer({ rateLimit: 4 });
  using client = new RawClient(limited.url);
  const responses: RawResponse[] = [];
  for (let n = 0; n < 50 && responses.at(-1)?.status !== 429; n++)
    responses.push(await client.send(n % 2 === 0 ? requestOf() : requestOf(pastTheDirectWay)));
  expect(responses.slice(0, 4).map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(responses.at(-1)?.headers).toMatchObject({ 'retry-after': '1', 'x-ratelimit-limit': '4' });
});

test('both ways respond to failures of the store with the same errors and headers', async () => {
  await using failing = await startTestServer({ requestTimeout: 50, corsOrigins: ['https://shop.example'] });
  for (const [publish, status] of [
    [() => Promise.reject(new StoreUnavailable(new Error('away'))), 503],
    [() => Promise.reject(new Error('broken')), 500],
    [() => new Promise<never>(() => {}), 504],
  ] as const) {
    failing.services.store.publish = publish;
    const [one, other] = await bothWays(failing);
    expect(one).toEqual(other);
    expect([one?.status, one?.headers.vary]).toEqual([status, 'origin']);
  }
});

test('both ways respond with 504 if credentials cannot be checked in time', async () => {
  await using failing = await startTestServer({ requestTimeout: 50 });
  const { store } = failing.services;
  const get = store.get.bind(store);
  vi.spyOn(store, 'get').mockImplementation((sql, parameters) =>
    sql.includes('from api_keys') ? new Promise<never>(() => {}) : get(sql, parameters),
  );
  const [one, other] = await bothWays(failing, btoa('sandbox:a secret that is not known yet'));
  expect(one).toEqual(other);
  expect([one?.status, JSON.parse(one?.body ?? '').code]).toEqual([504, 'TIME_LIMIT_EXCEEDED']);
});

async function bothWays({ url }: TestServer, credentials = btoa('sandbox:a sandbox secret')) {
  using client = new RawClient(url);
  const responses: RawResponse[] = [];
  for (const request of [requestOf(), requestOf(pastTheDirectWay)]) {
    const text = String(request).replace(/Basic \S+/, `Basic ${credentials}`);
    responses.push(await client.send(Buffer.from(text)));
  }
  return responses.map(({ status, headers: { date: _, ...headers }, body }) => ({
    status,
    headers,
    body: body.replaceAll(/req-[0-9a-f]{32}/g, 'req'),
  }));
}
