import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { AddressGuard, AddressRefused } from './address-guard.ts';
import { hostileUrls } from './hostile-urls.ts';

const strict = new AddressGuard({ allow: [], http: 'no' });

/** What a sender would do: vet the URL, then every address that its host stands for. */
async function vet(guard: AddressGuard, url: string): Promise<string> {
  try {
    const { hostname } = guard.vetUrl(url);
    await guard.resolve(hostname.replace(/^\[|\]$/g, ''));
    return 'permitted';
  } catch (error) {
    return error instanceof AddressRefused ? 'refused' : 'unresolved';
  }
}

test('the corpus has at least 150 URLs, each once', () => {
  expect(hostileUrls.length).toBeGreaterThanOrEqual(150);
  expect(new Set(hostileUrls).size).toBe(hostileUrls.length);
});

test.each(hostileUrls)('%j is refused', async (url) => {
  expect(await vet(strict, url)).toBe('refused');
});

test.each([
  'https://93.184.215.14/hook',
  'https://8.8.8.8:8443/hook?a=b',
  'https://[2606:4700:4700::1111]/hook',
  'https://[2a00:1450:4001:829::200e]/',
  'https://172.32.0.1/',
  'https://100.128.0.1/',
  'https://11.0.0.1/',
])('%s is permitted', async (url) => {
  expect(await vet(strict, url)).toBe('permitted');
});

test('a range that the operator allows is permitted, in every form of its addresses, and nothing beyond', async () => {
  const guard = new AddressGuard({ allow: ['10.1.0.0/16'], http: 'no' });
  expect(await vet(guard, 'https://10.1.2.3/')).toBe('permitted');
  expect(await vet(guard, 'https://[::ffff:10.1.2.3]/')).toBe('permitted');
  expect(await vet(guard, 'https://10.2.0.1/')).toBe('refused');
});

test('plain HTTP is for loopback alone, when loopback is allowed', async () => {
  const guard = new AddressGuard({ allow: ['127.0.0.0/8', '::1/128'], http: 'loopback' });
  expect(await vet(guard, 'http://127.0.0.1:3000/')).toBe('permitted');
  expect(await vet(guard, 'http://localhost:3000/')).toBe('permitted');
  expect(await vet(guard, 'http://8.8.8.8/')).toBe('refused');
  const shut = new AddressGuard({ allow: [], http: 'loopback' });
  expect(await vet(shut, 'http://127.0.0.1:3000/')).toBe('refused');
});

test('one bad address among good ones refuses all', async () => {
  const guard = new AddressGuard({ allow: [], http: 'no' }, async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]);
  await expect(guard.resolve('mixed.example')).rejects.toThrow('10.0.0.1 is a private or reserved address.');
});

test('a name that changes its address between two questions cannot bring a request inside', async () => {
  const reached: string[] = [];
  const inside = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
  const dns = await startRebindingDns(['8.8.8.8', '127.0.0.1']);
  const guard = new AddressGuard({ allow: [], http: 'yes', dnsServers: [dns.address] });
  const url = `http://rebind.example:${(inside.address() as AddressInfo).port}/`;
  expect(await vet(guard, url)).toBe('permitted');
  expect(await vet(guard, url)).toBe('refused');
  expect(reached).toEqual([]);
  dns.close();
  inside.close();
});

/** Answers each question for an IPv4 address with the next of a list, and none for IPv6. */
async function startRebindingDns(addresses: string[]): Promise<{ address: string; close(): void }> {
  const socket = createSocket('udp4');
  let next = 0;
  socket.on('message', (question, from) => {
    const type = question.readUInt16BE(question.indexOf(0, 12) + 1);
    const end = question.indexOf(0, 12) + 5;
    const head = Buffer.from(question.subarray(0, end));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(type === 1 ? 1 : 0, 6);
    head.writeUInt32BE(0, 8);
    const address = addresses[Math.min(next, addresses.length - 1)]!;
    if (type === 1) next++;
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
    socket.send(type === 1 ? Buffer.concat([head, record]) : head, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}
