import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { startProxy } from '../../../testing/start-proxy.ts';
import { ConnectTimeout } from '../open-socket.ts';
import { openTunnel } from './proxy-tunnel.ts';

test.each(['http', 'socks5'] as const)(
  'a %s proxy that accepts the connection and sends nothing is disconnected after the timeout',
  async (kind) => {
    await using proxy = await startProxy({ kind, from: '127.0.0.2' });
    proxy.behave('hang');
    const connected = once(proxy.server, 'connection') as Promise<[Socket]>;
    const opened = openTunnel({ proxy: proxy.url }, { address: '127.0.0.1', port: 9 }, 300);
    const [socket] = await connected;
    const ended = once(socket, 'end');
    await expect(opened).rejects.toThrow(ConnectTimeout);
    socket.resume();
    await ended;
  },
);

test.each([
  ['', 'refuses connections without a user name and a password. Add them to its URL'],
  ['user:password@', 'refuses connections both with and without a user name and password'],
])(
  'if a SOCKS proxy refuses every method offered by the URL with %j, the error says what to change',
  async (credentials, reason) => {
    const refuseAll = createServer((client) => {
      client.on('error', () => {}).once('data', () => client.end(Buffer.from([5, 0xff])));
    }).listen(0, '127.0.0.1');
    await once(refuseAll, 'listening');
    try {
      const proxy = `socks5://${credentials}127.0.0.1:${(refuseAll.address() as AddressInfo).port}`;
      await expect(openTunnel({ proxy }, { address: '127.0.0.1', port: 9 }, 5000)).rejects.toThrow(reason);
    } finally {
      refuseAll.close();
    }
  },
);
