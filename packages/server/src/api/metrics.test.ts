import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { startReceiver } from '../pipeline/testing/start-receiver.ts';
import { startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

async function scrape({ call }: TestServer) {
  const { body } = await call('/metrics');
  const lines = String(body).split('\n');
  const types = new Map(lines.filter((line) => line.startsWith('# TYPE ')).map((line) => words(line)));
  const samples = lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split(' '));
  const values = new Map(samples.map(([name, value]) => [name!, Number(value)]));
  return { types, value: (name: string) => values.get(name) ?? 0 };
}

const words = (line: string): [string, string] => line.split(' ').slice(2) as [string, string];

/** The documentation lists these metrics of prom-client as a group. */
const isOfProcess = (name: string) => /^winkwire_(process|nodejs)_/.test(name);

test('a scrape contains figures of each stage', async () => {
  await using server = await startTestServer();
  await using receiver = await startReceiver();
  let fails = true;
  receiver.behave((_, response) => response.writeHead(fails ? 503 : 200).end());
  const webhook = { name: 'w', url: receiver.url, eventTypes: ['ALL_EVENTS'], secret: 's' };
  await server.call('/v1/webhooks', { method: 'POST', body: { ...webhook, delivery: { retryDelays: [1] } } });
  const createUser = () => server.call('/v1/users', { method: 'POST', body: {} });
  await createUser();
  await vi.waitFor(async () => {
    const { value } = await scrape(server);
    expect(value('winkwire_attempts_total{outcome="5xx"}')).toBe(1);
    expect(value('winkwire_deliveries_total{verdict="retry"}')).toBe(1);
    expect(value('winkwire_deliveries_retrying')).toBe(1);
  }, 10_000);
  fails = false;
  await vi.waitFor(async () => {
    const { types, value } = await scrape(server);
    expect(value('winkwire_attempts_total{outcome="2xx"}')).toBe(1);
    expect(value('winkwire_deliveries_total{verdict="delivered"}')).toBe(1);
    expect(value('winkwire_deliveries_retrying')).toBe(0);
    expect(value('winkwire_event_to_receipt_seconds_count')).toBe(1);
    expect(value('winkwire_event_to_receipt_seconds_bucket{le="+Inf"}')).toBe(1);
    expect(value('winkwire_exchange_seconds_count')).toBe(2);
    expect(value('winkwire_events_appended_total{type="USER_CREATED"}')).toBe(1);
    expect(value('winkwire_endpoints{state="closed"}')).toBe(1);
    expect(value('winkwire_commit_seconds_count')).toBeGreaterThan(1);
    expect(value('winkwire_event_batch_size_sum')).toBe(1);
    expect(value('winkwire_outcome_batch_size_sum')).toBe(2);
    expect(value('winkwire_http_requests_total{operation="createUser",status="201"}')).toBe(1);
    expect(types.get('winkwire_event_to_receipt_seconds')).toBe('histogram');
    expect(types.get('winkwire_attempts_total')).toBe('counter');
    expect(types.get('winkwire_oldest_due_seconds')).toBe('gauge');
  }, 10_000);
});

test.each(['sqlite', 'postgres'] as const)(
  'the age of the oldest due delivery grows while it waits, and is 0 when nothing is due, on %s',
  async (name) => {
    await using engine = await startEngine(name);
    await using place = await engine.place();
    // No process sends deliveries here, so all stay due.
    const { databaseUrl } = place.config;
    await using server = await startTestServer({ roles: ['api'], databaseUrl });
    const age = async () => (await scrape(server)).value('winkwire_oldest_due_seconds');
    const webhook = { name: 'w', url: 'http://127.0.0.1:8099/', eventTypes: ['ALL_EVENTS'], secret: 's' };
    const { id } = (await server.call('/v1/webhooks', { method: 'POST', body: webhook })).body.data;
    expect(await age()).toBe(0);
    await server.call('/v1/users', { method: 'POST', body: {} });
    const first = await vi.waitFor(async () => {
      const seconds = await age();
      expect(seconds).toBeGreaterThan(0);
      return seconds;
    });
    await vi.waitFor(async () => expect(await age()).toBeGreaterThan(first));
    await server.call(`/v1/webhooks/${id}`, { method: 'PATCH', body: { active: false } });
    expect(await age()).toBe(0);
  },
);

test('the documentation lists every metric with its type, and no other', async () => {
  await using server = await startTestServer();
  const { types } = await scrape(server);
  const manual = readFileSync(new URL('../../../../docs/operating.md', import.meta.url), 'utf8');
  const listed = [...manual.matchAll(/^\| `(winkwire_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => [
    name,
    type,
  ]);
  const shown = [...types].filter(([name]) => !isOfProcess(name));
  expect(listed.sort()).toEqual(shown.sort());
});
