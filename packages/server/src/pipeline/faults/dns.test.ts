import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { GuardPolicy } from '../deliver/egress/address-guard.ts';
import { Sender } from '../deliver/sender.ts';
import { endpointAt, sendOnce } from '../testing/send-once.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { type DnsServer, startDns } from '../testing/start-dns.ts';
import { type Receiver, startReceiver } from '../testing/start-receiver.ts';

const guardBy = (dns: DnsServer, allow = ['127.0.0.1/32']): GuardPolicy => ({
  allow,
  http: 'yes',
  dnsServers: [dns.address],
});
const at = (name: string, { server }: Receiver): string =>
  `http://${name}:${(server.address() as AddressInfo).port}/hook`;

test.each(['SERVFAIL', 'NXDOMAIN'] as const)(
  'an attempt fails if the DNS responds with %s, and deliveries work when the DNS works again',
  async (failure) => {
    using dns = await startDns();
    await using receiver = await startReceiver();
    const sender = new Sender({ guard: guardBy(dns), egress: {} });
    const endpoint = endpointAt(at('hooks.example', receiver));
    dns.respond(failure);
    expect(await sendOnce(endpoint, { sender })).toMatchObject({ status: null, error: 'DNS_FAILED' });
    dns.respond('127.0.0.1');
    expect(await sendOnce(endpoint, { sender })).toMatchObject({ status: 200 });
    await sender.close();
  },
);

test('a silent DNS costs no more than the timeout', async () => {
  using dns = await startDns();
  await using receiver = await startReceiver();
  dns.respond('silence');
  const endpoint = endpointAt(at('hooks.example', receiver), { timeoutMs: 700 });
  const response = await sendOnce(endpoint, { guard: guardBy(dns) });
  expect(response.error).toMatch(/CONNECT_TIMEOUT|DNS_FAILED/);
  expect(response.durationMs).toBeLessThan(5000);
});

test('names that do not resolve do not delay deliveries to a name that does', async () => {
  using dns = await startDns();
  await using receiver = await startReceiver();
  dns.respond('silence');
  dns.respond('127.0.0.1', 'alive.example');
  await using delivering = await startDelivering({ webhookHttp: 'yes', dnsServers: [dns.address] });
  // `dns.lookup` would need a thread for each name until its timeout. There are more names than threads.
  const dead = Array.from({ length: 12 }, (_, n) => `http://dead-${n}.example/hook`);
  await Promise.all(dead.map((url) => delivering.webhook(url)));
  dns.queried.length = 0;
  await delivering.append({});
  await expect.poll(() => new Set(dns.queried).size).toBe(12);
  await delivering.webhook(at('alive.example', receiver));
  await delivering.append({ sourceId: 'b' });
  await receiver.count(1);
});

test('the sender connects to the address that it has checked, and queries a rebinding DNS only once', async () => {
  using dns = await startDns();
  await using receiver = await startReceiver();
  // A sender that resolved the name twice would connect to the second address, which is refused.
  dns.rebind('127.0.0.1', '10.0.0.1');
  const response = await sendOnce(endpointAt(at('rebind.example', receiver)), { guard: guardBy(dns) });
  expect(response).toMatchObject({ status: 200 });
  expect(dns.queried).toEqual(['rebind.example']);
});

test('a name that moves to a private address is refused at the next connection', async () => {
  using dns = await startDns();
  await using receiver = await startReceiver();
  receiver.behave((_, response) => void response.writeHead(200, { connection: 'close' }).end());
  dns.rebind('127.0.0.1', '127.0.0.2');
  const sender = new Sender({ guard: guardBy(dns), egress: {} });
  const endpoint = endpointAt(at('rebind.example', receiver));
  expect(await sendOnce(endpoint, { sender })).toMatchObject({ status: 200 });
  expect(await sendOnce(endpoint, { sender })).toMatchObject({ status: null, error: 'ADDRESS_REFUSED' });
  expect(receiver.received).toHaveLength(1);
  await sender.close();
});
