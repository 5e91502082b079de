import { createServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Sender } from '../deliver/sender.ts';
import { type Authority, makeAuthority } from '../testing/make-certificates.ts';
import { endpointAt, sendOnce } from '../testing/send-once.ts';
import { startProxy } from '../testing/start-proxy.ts';

let ours: Authority;
let others: Authority;
beforeAll(() => {
  ours = makeAuthority('ours');
  others = makeAuthority('others');
});
afterAll(() => {
  ours[Symbol.dispose]();
  others[Symbol.dispose]();
});

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

/** Responds with the name in the client's certificate. Returns the URL. */
function receiver(options: ServerOptions & { certificate: string }): Promise<string> {
  const { certificate, ...rest } = options;
  return listen(
    createServer({ ...rest, cert: certificate }, (request, response) => {
      const { subject } = (request.socket as TLSSocket).getPeerCertificate();
      response.end(String(subject?.CN ?? 'nobody'));
    }),
  );
}

const atLoopback = () => ours.issue('receiver', ['IP:127.0.0.1']);

test('a certificate of an unknown authority is refused, and accepted with the CA of the endpoint', async () => {
  const url = await receiver(atLoopback());
  expect(await sendOnce(endpointAt(url))).toMatchObject({ status: null, error: 'TLS_FAILED' });
  expect(await sendOnce(endpointAt(url, { tls: { ca: ours.ca } }))).toMatchObject({ status: 200 });
});

test('a certificate of the right authority for another name is refused', async () => {
  const url = await receiver(ours.issue('receiver', ['DNS:other.example']));
  const response = await sendOnce(endpointAt(url, { tls: { ca: ours.ca } }));
  expect(response).toMatchObject({ status: null, error: 'TLS_FAILED' });
});

test("an endpoint's CA replaces the public ones: another authority's certificate is refused", async () => {
  const url = await receiver(others.issue('receiver', ['IP:127.0.0.1']));
  const response = await sendOnce(endpointAt(url, { tls: { ca: ours.ca } }));
  expect(response).toMatchObject({ status: null, error: 'TLS_FAILED' });
});

test('a receiver that requires a client certificate gets that of the endpoint, and refuses any other', async () => {
  const url = await receiver({ ...atLoopback(), ca: ours.ca, requestCert: true, rejectUnauthorized: true });
  const client = ours.issue('winkwire client');
  const stranger = others.issue('stranger');
  const tls = (certificate?: { certificate: string; key: string }) => ({
    tls: { ca: ours.ca, ...certificate },
  });
  expect(await sendOnce(endpointAt(url, tls(client)))).toMatchObject({
    status: 200,
    body: 'winkwire client',
  });
  // With TLS 1.3, the receiver refuses the certificate after the client's handshake. The client may only see a lost
  // connection.
  for (const refused of [tls(), tls(stranger)]) {
    const response = await sendOnce(endpointAt(url, refused));
    expect(response.status).toBeNull();
    expect(response.error).toMatch(/TLS_FAILED|CONNECTION_LOST/);
  }
});

test('two endpoints at one address with their own certificates do not share a connection', async () => {
  const url = await receiver({ ...atLoopback(), ca: ours.ca, requestCert: true });
  const sender = new Sender({ guard: { allow: ['127.0.0.0/8'], http: 'no' }, egress: {} });
  const names: (string | null)[] = [];
  for (const name of ['one', 'two', 'one']) {
    const tls = { ca: ours.ca, ...ours.issue(name) };
    names.push((await sendOnce(endpointAt(url, { id: `wh-${name}`, tls }), { sender })).body);
  }
  await sender.close();
  expect(names).toEqual(['one', 'two', 'one']);
});

test('a receiver that never finishes its handshake costs no more than the timeout', async () => {
  const sockets: Socket[] = [];
  const url = await listen(createTcpServer((socket) => void sockets.push(socket.on('error', () => {}))));
  const response = await sendOnce(endpointAt(url, { timeoutMs: 700 }));
  expect(response).toMatchObject({ status: null, error: 'CONNECT_TIMEOUT' });
  for (const socket of sockets) socket.destroy();
});

test('a receiver that closes the connection in the handshake, or speaks plain HTTP, causes a failure of TLS or of the connection', async () => {
  const resetting = await listen(
    createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
  );
  expect((await sendOnce(endpointAt(resetting))).error).toMatch(/CONNECTION_LOST|TLS_FAILED/);
  const plain = await listen(
    createTcpServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))),
  );
  expect((await sendOnce(endpointAt(plain))).error).toBe('TLS_FAILED');
});

test.each(['http', 'socks5'] as const)(
  'through a %s proxy, TLS is spoken with the receiver itself, and both certificates are checked',
  async (kind) => {
    await using proxy = await startProxy({ kind, from: '127.0.0.2' });
    const url = await receiver({ ...atLoopback(), ca: ours.ca, requestCert: true, rejectUnauthorized: true });
    const egress = { proxy: proxy.url };
    const tls = { ca: ours.ca, ...ours.issue('winkwire client') };
    expect(await sendOnce(endpointAt(url, { tls }), { egress })).toMatchObject({
      status: 200,
      body: 'winkwire client',
    });
    expect(await sendOnce(endpointAt(url), { egress })).toMatchObject({ status: null, error: 'TLS_FAILED' });
  },
);
