import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { AttemptResponse } from '../../model/attempt-outcome.ts';
import { type Authority, makeAuthority } from '../../testing/make-certificates.ts';
import { endpointAt, sendOnce } from '../../testing/send-once.ts';
import { startProxy } from '../../testing/start-proxy.ts';
import { startReceiver } from '../../testing/start-receiver.ts';
import { HttpExchange, Pool } from '../http/http-client.ts';
import { TlsClient } from './tls-client.ts';

let authority: Authority;
beforeAll(() => {
  authority = makeAuthority('ours');
});
afterAll(() => authority[Symbol.dispose]());

const open: { close(): void }[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  for (const each of open.splice(0)) each.close();
});

/** `connect` resolves with true if the connection has resumed a session. It rejects with the client's error. */
async function receiver(options: TlsOptions = {}) {
  const { certificate, key } = authority.issue('receiver', ['IP:127.0.0.1']);
  const server = createServer({ ...options, cert: certificate, key });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => server.close() });
  const { port } = server.address() as AddressInfo;
  const client = new TlsClient('127.0.0.1', { ca: authority.ca });
  let ticket: Buffer | undefined;
  const connect = async (): Promise<boolean> => {
    const accepted = once(server, 'secureConnection') as Promise<[TLSSocket]>;
    accepted.catch(() => {});
    const socket = await client.open({ port }, 5000);
    const [peer] = await accepted;
    const closed = once(socket, 'close');
    // Many servers send a new ticket whenever one is used. Node's server does not.
    if (ticket) socket.emit('session', ticket);
    socket.once('session', (given: Buffer) => {
      ticket = given;
    });
    socket.resume();
    peer.end('bye');
    await closed;
    return peer.isSessionReused();
  };
  return { server, client, port, connect };
}

test.each(['TLSv1.2', 'TLSv1.3'] as const)('a %s session is resumed', async (version) => {
  const { connect } = await receiver({ minVersion: version, maxVersion: version });
  expect([await connect(), await connect(), await connect()]).toEqual([false, true, true]);
});

test('an hour after a certificate was verified, it is verified again, even if the session has been resumed since', async () => {
  const { connect } = await receiver();
  const realNow = performance.now.bind(performance);
  let minutes = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + minutes * 60_000);
  const resumed: boolean[] = [];
  for (minutes of [0, 40, 70, 100]) resumed.push(await connect());
  expect(resumed).toEqual([false, true, false, true]);
});

test('a session that a receiver cannot resume is not offered to it again', async () => {
  const { server, connect } = await receiver({ maxVersion: 'TLSv1.2' });
  let peer: Socket | undefined;
  server.on('connection', (socket: Socket) => {
    peer = socket;
  });
  expect(await connect()).toBe(false);
  server.once('connection', () => peer!.resetAndDestroy());
  await expect(connect()).rejects.toThrow();
  expect(await connect()).toBe(false);
});

test('a TLS connection that the receiver closed while it was idle is not used again', async () => {
  const { server, client, port } = await receiver();
  const peers: TLSSocket[] = [];
  server.on('secureConnection', (peer) => {
    peers.push(peer.on('data', () => peer.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')));
  });
  const pool = new Pool(() => client.open({ port }, 5000));
  open.push({ close: () => pool.destroy() });
  const send = (): Promise<AttemptResponse> =>
    new Promise((resolve) => pool.send('POST / HTTP/1.1\r\n\r\n', 'latin1', new HttpExchange(5000, resolve)));
  expect(await send()).toMatchObject({ status: 200 });
  const closed = once(peers[0]!, 'close');
  peers[0]!.end();
  await closed;
  expect(await send()).toMatchObject({ status: 200 });
  expect(peers).toHaveLength(2);
});

test('the dot at the end of a host name is not sent in the handshake', async () => {
  const { certificate, key } = authority.issue('named', ['DNS:localhost']);
  const server = createServer({ cert: certificate, key });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  open.push({ close: () => server.close() });
  const accepted = once(server, 'secureConnection') as Promise<[TLSSocket]>;
  const client = new TlsClient('localhost.', { ca: authority.ca });
  const socket = await client.open({ port: (server.address() as AddressInfo).port }, 5000);
  open.push({ close: () => socket.destroy() });
  const [peer] = await accepted;
  expect(peer.servername).toBe('localhost');
});

test('unusable settings are reported as a failure of TLS, before a connection is made', async () => {
  await using proxy = await startProxy({ kind: 'http', from: '127.0.0.2' });
  await using target = await startReceiver();
  const url = target.url.replace('http:', 'https:');
  const tls = { certificate: 'none', key: 'none' };
  const response = await sendOnce(endpointAt(url, { tls }), { egress: { proxy: proxy.url } });
  expect(response).toMatchObject({ status: null, error: 'TLS_FAILED' });
  expect(proxy.targets).toEqual([]);
  expect(() => new TlsClient('127.0.0.1', tls)).toThrow(
    "The webhook's tls.certificate, tls.key or tls.ca cannot be used",
  );
});
