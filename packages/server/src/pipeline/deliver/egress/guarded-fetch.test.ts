import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { hostileUrls } from '../../../testing/hostile-urls.ts';
import { startDns } from '../../testing/start-dns.ts';
import { AddressGuard } from './address-guard.ts';
import { guardedFetch } from './guarded-fetch.ts';

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const loopback = { allow: ['127.0.0.1/32'], http: 'yes' } as const;

test('a request to a permitted address is sent as fetch would send it', async () => {
  await using server = await listen((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json', 'x-a': ['1', '2'] });
      response.end(JSON.stringify({ method: request.method, type: request.headers['content-type'], body }));
    });
  });
  const ask = guardedFetch({ guard: new AddressGuard(loopback) });
  const response = await ask(`http://127.0.0.1:${server.port}/token`, {
    method: 'POST',
    body: new URLSearchParams({ code: 'é' }),
  });
  expect([response.status, response.headers.get('x-a')]).toEqual([201, '1, 2']);
  expect(await response.json()).toEqual({
    method: 'POST',
    type: 'application/x-www-form-urlencoded;charset=UTF-8',
    body: 'code=%C3%A9',
  });
});

test('a redirect is returned, not followed', async () => {
  await using server = await listen((_, response) => response.writeHead(302, { location: '/other' }).end());
  const ask = guardedFetch({ guard: new AddressGuard(loopback) });
  expect((await ask(`http://127.0.0.1:${server.port}/`)).status).toBe(302);
});

test.each(hostileUrls.filter((url) => !/:\d|hooks\.example\.com/.test(url)))(
  '%j gets no request',
  async (url) => {
    const ask = guardedFetch({ guard: new AddressGuard({ allow: [], http: 'yes' }) });
    await expect(ask(url)).rejects.toThrow();
  },
);

test('an address that is not of the web is refused, and the error names both schemes that are accepted', async () => {
  const ask = guardedFetch({ guard: new AddressGuard(loopback) });
  await expect(ask('ftp://127.0.0.1/keys')).rejects.toThrow('must start with https:// or http://');
});

test('a name with a private address is refused, even if the operator trusts another host', async () => {
  using dns = await startDns();
  dns.respond('10.0.0.1');
  const guard = new AddressGuard({ allow: [], http: 'yes', dnsServers: [dns.address] });
  const ask = guardedFetch({ guard, trustedHost: 'id.example' });
  await expect(ask('http://keys.example/')).rejects.toThrow(
    'keys.example leads to a private or reserved address',
  );
});

test('an endless response is cut off', async () => {
  await using server = await listen((_, response) => {
    response.on('error', () => {});
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  const ask = guardedFetch({ guard: new AddressGuard(loopback) });
  await expect(ask(`http://127.0.0.1:${server.port}/`)).rejects.toThrow('larger than 1 MB');
});
