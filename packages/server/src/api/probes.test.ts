import { Client } from 'pg';
import { expect, test } from 'vitest';
import { startPostgres } from '../store/testing/start-postgres.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

const metricsToken = 'a-token-that-nobody-guesses';

/** Requests `/metrics` as if from another machine. */
const scrape = ({ call }: TestServer, authorization?: string) =>
  call('/metrics', {
    as: null,
    headers: { 'x-forwarded-for': '192.0.2.1', ...(authorization ? { authorization } : {}) },
  });

test('the metrics token gives other machines access to /metrics only', async () => {
  await using server = await startTestServer({ metricsToken });
  for (const authorization of [`Bearer ${metricsToken}`, `bearer  ${metricsToken}`]) {
    const { status, body } = await scrape(server, authorization);
    expect([status, String(body).includes('winkwire_http_requests_total')]).toEqual([200, true]);
  }
  for (const authorization of [
    undefined,
    'Bearer a-token',
    `Bearer ${metricsToken}x`,
    `Basic ${metricsToken}`,
  ]) {
    expect((await scrape(server, authorization)).body.code).toBe('INVALID_CREDENTIALS');
  }
  const api = { as: null, headers: { authorization: `Bearer ${metricsToken}` } };
  expect((await server.call('/v1/users', api)).body.code).toBe('INVALID_CREDENTIALS');
});

test('without a configured token, no token gives access to /metrics', async () => {
  await using server = await startTestServer();
  for (const token of ['null', 'undefined', metricsToken]) {
    expect((await scrape(server, `Bearer ${token}`)).body.code).toBe('INVALID_CREDENTIALS');
  }
});

async function takeAllConnections(url: string): Promise<AsyncDisposable> {
  const clients: Client[] = [];
  for (;;) {
    const client = new Client(url);
    client.on('error', () => {});
    try {
      await client.connect();
      clients.push(client);
    } catch {
      break;
    }
  }
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

test('the server is ready as long as it can write, even if PostgreSQL accepts no more connections', async () => {
  await using postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  await using server = await startTestServer({ databaseUrl });
  const createUser = () => server.call('/v1/users', { method: 'POST', body: {} });
  await createUser();
  await using _held = await takeAllConnections(databaseUrl);
  // For so many concurrent requests, the pool tries to open more connections, and PostgreSQL refuses them.
  await Promise.all(Array.from({ length: 16 }, createUser));
  const seen: [number, number][] = [];
  // Two seconds are long enough for background work to query the database several times.
  for (const end = performance.now() + 2000; performance.now() < end; ) {
    seen.push([(await createUser()).status, (await server.call('/readyz', { as: null })).status]);
  }
  expect(seen).toEqual(seen.map(() => [201, 200]));
}, 30_000);

test('while commits wait for a synchronous standby, the server is not ready and says why', async () => {
  await using postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase();
  const operator = new Client(databaseUrl);
  await operator.connect();
  await operator.query(`alter database ${operator.database} set synchronous_commit = on`);
  await using server = await startTestServer({ databaseUrl, requestTimeout: 1000 });
  const readiness = async () => {
    const { status, body } = await server.call('/readyz', { as: null });
    return [status, body.message];
  };
  await operator.query(`alter system set synchronous_standby_names = 'away'`);
  await operator.query('select pg_reload_conf()');
  await expect.poll(readiness).toEqual([503, expect.stringContaining('wait for a synchronous standby')]);
  await operator.query('alter system reset synchronous_standby_names');
  await operator.query('select pg_reload_conf()');
  await operator.end();
  await expect.poll(readiness, { timeout: 10_000 }).toEqual([200, expect.anything()]);
}, 30_000);
