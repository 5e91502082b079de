import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

const timeoutMs = 10_000;

export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');

export function connectTls(url: string, options: ConnectionOptions = {}): Promise<TLSSocket> {
  const host = hostOf(url);
  const port = Number(new URL(url).port || 443);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, ...(isIP(host) ? {} : { servername: host }), ...options });
    socket.setTimeout(timeoutMs, () => socket.destroy(new Error('no response within 10 s')));
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', reject);
  });
}
