import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostileUrls } from '../../../testing/hostile-urls.ts';
import { endpointAt, sendOnce } from '../../testing/send-once.ts';
import { type DnsServer, startDns } from '../../testing/start-dns.ts';
import { Sender } from '../sender.ts';
import type { GuardPolicy } from './address-guard.ts';

/* The sender must vet URLs again, because an endpoint may have been written directly into the database. */

/** A server that counts its connections. No hostile URL may lead to it. */
let inside: { port: number; connections: number; close(): void };
let dns: DnsServer;
beforeAll(async () => {
  const server = createServer((socket) => {
    inside.connections++;
    socket.end('HTTP/1.1 204 No Content\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  inside = { port, connections: 0, close: () => server.close() };
  dns = await startDns();
});
afterAll(() => {
  inside.close();
  dns[Symbol.dispose]();
});

const policy = (changes: Partial<GuardPolicy> = {}): GuardPolicy => ({
  allow: [],
  http: 'no',
  dnsServers: [dns.address],
  ...changes,
});

function endpointWith(url: string) {
  const { href } = URL.parse(url) ?? new URL('https://unreadable.example/');
  return { ...endpointAt(href), url };
}

test('no URL of the corpus gets a request', async () => {
  const sender = new Sender({ guard: policy(), egress: {} });
  for (const url of hostileUrls) {
    const response = await sendOnce(endpointWith(url), { sender });
    expect({ url, ...response }).toMatchObject({ url, status: null, error: 'ADDRESS_REFUSED' });
  }
  await sender.close();
});

test('no host of the corpus leads to a port that listens on all addresses of this machine', async () => {
  const sender = new Sender({ guard: policy({ http: 'yes' }), egress: {} });
  const hosts = hostileUrls.flatMap((url) => URL.parse(url)?.hostname || []);
  expect(hosts.length).toBeGreaterThan(150);
  for (const host of new Set(hosts)) {
    const response = await sendOnce(endpointWith(`http://${host}:${inside.port}/`), { sender });
    expect({ host, error: response.error }).toEqual({ host, error: 'ADDRESS_REFUSED' });
  }
  await sender.close();
  expect(inside.connections).toBe(0);
});

test('an address that the operator permits gets the request', async () => {
  const before = inside.connections;
  const guard = policy({ http: 'yes', allow: ['127.0.0.1/32'] });
  const response = await sendOnce(endpointAt(`http://hooks.example:${inside.port}/`), { guard });
  expect(response).toMatchObject({ status: 204 });
  expect(inside.connections).toBe(before + 1);
});

test('a name that changes its address between two lookups leads no request to a private address', async () => {
  const before = inside.connections;
  dns.rebind('127.0.0.2', '127.0.0.1');
  const ports = ['9', String(inside.port)];
  const sender = new Sender({ guard: policy({ http: 'yes', allow: ['127.0.0.2/32'], ports }), egress: {} });
  const at = (port: number) => endpointAt(`http://rebind.example:${port}/`);
  // `rebind.example` first resolves to 127.0.0.2, where nothing listens on port 9.
  expect(await sendOnce(at(9), { sender })).toMatchObject({ error: 'CONNECT_FAILED' });
  expect(await sendOnce(at(inside.port), { sender })).toMatchObject({ error: 'ADDRESS_REFUSED' });
  await sender.close();
  expect(inside.connections).toBe(before);
});
