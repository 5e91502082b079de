import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import { startEngine } from '../../store/testing/engines.ts';
import { startTestServer } from '../../testing/test-server.ts';
import type { Egress } from '../deliver/egress/egress.ts';
import { endpointAt, sendOnce } from '../testing/send-once.ts';
import { type Delivering, startDelivering } from '../testing/start-delivering.ts';
import { startDns } from '../testing/start-dns.ts';
import { startProxy } from '../testing/start-proxy.ts';
import { type Receiver, startReceiver } from '../testing/start-receiver.ts';

function addressesSeen({ server }: Receiver): Set<string | undefined> {
  const seen = new Set<string | undefined>();
  server.on('connection', ({ remoteAddress }) => seen.add(remoteAddress));
  return seen;
}

/** Responds with the client's address as JSON, like public echo servers. */
async function startEcho() {
  const server = createServer(
    ({ socket }, response) => void response.end(`{"ip":"${socket.remoteAddress}"}\n`),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const proxyAddress = '127.0.0.2';
const ownAddress = '127.0.0.3';

test('a fixed local address is the one that a receiver sees, and the one that is published', async () => {
  await using receiver = await startReceiver();
  const seen = addressesSeen(receiver);
  await using server = await startTestServer({ egressAddress: ownAddress });
  const webhook = { name: 'a', url: receiver.url, eventTypes: ['ALL_EVENTS'], active: true, secret: 's' };
  await server.call('/v1/webhooks', { method: 'POST', body: webhook });
  await server.call('/v1/users', { method: 'POST', body: {} });
  await receiver.count(1);
  const published = (await server.call('/v1/egress')).body.data;
  expect(published).toEqual({ addresses: [ownAddress], proxy: false, verified: null });
  expect([...seen]).toEqual(published.addresses);
});

test.each(['192.0.2.1', '0.0.0.0', '::', 'localhost', 'eth0'])(
  'an egress address of %s, which this machine does not have, prevents the start',
  async (egressAddress) => {
    await expect(startTestServer({ egressAddress })).rejects.toThrow(/WINKWIRE_EGRESS_ADDRESS/);
  },
);

describe('from a fixed address', () => {
  /** Sends to a name with these addresses, at the receiver's port. */
  async function sendTo(addresses: string[], { server }: Receiver, egress: Egress) {
    using dns = await startDns();
    dns.respond(addresses);
    const guard = { allow: ['127.0.0.0/8', '::1/128'], http: 'yes', dnsServers: [dns.address] } as const;
    const { port } = server.address() as AddressInfo;
    return await sendOnce(endpointAt(`http://dual.example:${port}/hook`), { guard, egress });
  }

  const hasIpv6 = Object.values(networkInterfaces())
    .flat()
    .some((one) => one?.address === '::1');
  const families: [string, string][] = [
    [ownAddress, '127.0.0.1'],
    ...(hasIpv6 ? [['::1', '::1'] as [string, string]] : []),
  ];
  test.each(families)(
    '%s, a receiver with both IP versions is reached by the same version',
    async (address, host) => {
      await using receiver = await startReceiver(host);
      const seen = addressesSeen(receiver);
      expect(await sendTo(['::1', '127.0.0.1'], receiver, { address })).toMatchObject({ status: 200 });
      expect([...seen]).toEqual([address]);
    },
  );

  test('if one address of the receiver is dead, another one is used', async () => {
    await using receiver = await startReceiver();
    expect(await sendTo(['127.0.0.9', '127.0.0.1'], receiver, { address: ownAddress })).toMatchObject({
      status: 200,
    });
  });

  test('a receiver with only the other IP version cannot be reached', async () => {
    await using receiver = await startReceiver();
    const response = await sendTo(['127.0.0.1'], receiver, { address: '::1' });
    expect(response).toMatchObject({ status: null, error: 'CONNECT_FAILED' });
    expect(receiver.received).toEqual([]);
  });

  test('that this machine no longer has, nothing is sent, and the reason is reported', async () => {
    await using receiver = await startReceiver();
    const reasons: string[] = [];
    const failed = ({ message }: Error) => void reasons.push(message);
    const response = await sendTo(['127.0.0.1'], receiver, { address: '192.0.2.1', failed });
    expect(response).toMatchObject({ status: null, error: 'PROXY_FAILED' });
    expect(reasons).toEqual([expect.stringContaining('EADDRNOTAVAIL')]);
  });
});

test('behind a proxy, none of our addresses is published, because receivers see the proxy', async () => {
  await using proxy = await startProxy({ kind: 'http', from: proxyAddress });
  await using server = await startTestServer({ egressAddress: ownAddress, egressProxy: proxy.url });
  expect((await server.call('/v1/egress')).body.data).toEqual({
    addresses: [],
    proxy: true,
    verified: null,
  });
});

describe.each(['http', 'socks5'] as const)('through a %s proxy', (kind) => {
  const failures = async ({ services }: Delivering) =>
    (await services.metrics.getSingleMetric('winkwire_egress_failures_total')!.get()).values[0]!.value;
  const attempts = async (store: { get: (sql: string) => Promise<unknown> }) =>
    ((await store.get('select count(*) as count from attempts')) as { count: number }).count;

  test('the receiver sees the address of the proxy, which gets addresses and never names', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using receiver = await startReceiver();
    const seen = addressesSeen(receiver);
    await using delivering = await startDelivering({ egressProxy: proxy.url });
    await delivering.webhook(receiver.url.replace('127.0.0.1', 'localhost'));
    await delivering.append({}, {});
    await receiver.count(2);
    expect([...seen]).toEqual([proxyAddress]);
    const { port } = receiver.server.address() as AddressInfo;
    expect(new Set(proxy.targets)).toEqual(new Set([`127.0.0.1:${port}`]));
  });

  test('the user and the password are sent to the proxy, and wrong ones cost no attempt', async () => {
    await using proxy = await startProxy({
      kind,
      from: proxyAddress,
      credentials: { user: 'u', password: 'p' },
    });
    await using receiver = await startReceiver();
    {
      await using delivering = await startDelivering({ egressProxy: proxy.url.replace(':p@', ':wrong@') });
      await delivering.webhook(receiver.url);
      await delivering.append({});
      await expect.poll(() => failures(delivering)).toBeGreaterThan(0);
      expect(await attempts(delivering.services.store)).toBe(0);
    }
    await using delivering = await startDelivering({ egressProxy: proxy.url });
    await delivering.webhook(receiver.url);
    await delivering.append({});
    expect(await receiver.count(1)).toHaveLength(1);
  });

  test('a proxy that is gone costs no attempt, and everything is sent when it is back', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ egressProxy: proxy.url });
    await delivering.webhook(receiver.url);
    await proxy.close();
    const ids = await delivering.append({}, { sourceId: 'b' }, { sourceId: 'c' });
    await expect.poll(() => failures(delivering)).toBeGreaterThanOrEqual(3);
    expect(await attempts(delivering.services.store)).toBe(0);
    await proxy.open();
    const received = await receiver.count(3);
    expect(received.map(({ event }) => event.id).sort()).toEqual([...ids].sort());
    await expect.poll(() => attempts(delivering.services.store)).toBe(3);
  });

  test('a proxy that hangs costs no attempt, although the deadline passes', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ egressProxy: proxy.url });
    await delivering.webhook(receiver.url, { delivery: { timeoutSeconds: 1 } });
    proxy.behave('hang');
    await delivering.append({});
    await expect.poll(() => failures(delivering), { timeout: 10_000 }).toBeGreaterThan(0);
    expect(await attempts(delivering.services.store)).toBe(0);
    proxy.behave('work');
    await receiver.count(1);
    await expect.poll(() => attempts(delivering.services.store)).toBe(1);
  });

  test('if a working proxy cannot reach the receiver, the attempt fails', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    const receiver = await startReceiver();
    await receiver[Symbol.asyncDispose]();
    await using delivering = await startDelivering({ egressProxy: proxy.url });
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [] } });
    await delivering.append({});
    const attempt = 'select number, status, error from attempts';
    await expect
      .poll(() => delivering.services.store.all(attempt))
      .toEqual([{ number: 1, status: null, error: 'CONNECT_FAILED' }]);
  });

  test('an echo server behind the proxy confirms the published addresses, or shows that they are wrong', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using echo = await startEcho();
    const settings = { egressProxy: proxy.url, egressCheckUrl: echo.url };
    for (const [published, verified] of [
      ['127.0.0.0/30', true],
      ['127.0.0.4', false],
    ] as const) {
      await using server = await startTestServer({ ...settings, egressPublished: [published] });
      const readEgress = async () => (await server.call('/v1/egress')).body.data;
      await expect.poll(readEgress).toEqual({ addresses: [published], proxy: true, verified });
      const metrics = (await server.call('/metrics')).body;
      expect(metrics).toContain(`winkwire_egress_verified ${Number(verified)}`);
    }
  });

  test('a failure of the proxy is counted, and logged with the reason', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using receiver = await startReceiver();
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
    await using delivering = await startDelivering({ egressProxy: proxy.url }, { log });
    await delivering.webhook(receiver.url);
    await proxy.close();
    await delivering.append({}, { sourceId: 'b' }, { sourceId: 'c' });
    await expect.poll(() => failures(delivering)).toBeGreaterThanOrEqual(3);
    const warned = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'egress.failed');
    expect(warned).toEqual([expect.objectContaining({ reason: expect.stringContaining('ECONNREFUSED') })]);
  });

  test('if the proxy cannot reach one address of the receiver, another one is used', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using receiver = await startReceiver();
    using dns = await startDns();
    dns.respond(['127.0.0.9', '127.0.0.1']);
    const { port } = receiver.server.address() as AddressInfo;
    const guard = { allow: ['127.0.0.0/8'], http: 'yes', dnsServers: [dns.address] } as const;
    const endpoint = endpointAt(`http://two.example:${port}/hook`);
    expect(await sendOnce(endpoint, { guard, egress: { proxy: proxy.url } })).toMatchObject({ status: 200 });
    expect(proxy.targets).toEqual([`127.0.0.9:${port}`, `127.0.0.1:${port}`]);
  });

  test('if a receiver hangs behind a working proxy, the attempt fails', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using receiver = await startReceiver();
    receiver.behave(() => {});
    await using delivering = await startDelivering({ egressProxy: proxy.url });
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [], timeoutSeconds: 1 } });
    await delivering.append({});
    await expect
      .poll(() => delivering.services.store.all('select error from attempts'))
      .toEqual([{ error: 'TIMEOUT' }]);
  });

  test('the proxy does not bypass the address guard', async () => {
    await using proxy = await startProxy({ kind, from: proxyAddress });
    await using engine = await startEngine('sqlite');
    await using place = await engine.place();
    {
      await using registering = await startDelivering({ ...place.config, roles: ['api'] });
      const id = await registering.webhook('https://127.0.0.1/hook', { delivery: { retryDelays: [] } });
      // A private address. The registered one is a loopback address, which is permitted here.
      await registering.services.store.run(`update webhooks set url = 'https://10.0.0.1/' where id = $1`, [
        id,
      ]);
    }
    await using delivering = await startDelivering({ ...place.config, egressProxy: proxy.url });
    await delivering.append({});
    await expect
      .poll(() => delivering.services.store.all('select error from attempts'))
      .toEqual([{ error: 'ADDRESS_REFUSED' }]);
    expect(proxy.targets).toEqual([]);
  });
});
