// biome-ignore-all lint/style/noNonNullAssertion: the reader returns as many bytes as requested
import type { Socket } from 'node:net';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import ipaddr from 'ipaddr.js';
import { type Egress, EgressFailed, TargetUnreachable } from '../egress.ts';
import { ConnectTimeout } from '../open-socket.ts';
import { connectToProxy, ProxyReader } from './proxy-socket.ts';

/* The proxy is given an address that we have vetted. It could resolve a name to another address. */

export interface Target {
  address: string;
  port: number;
}

/**
 * Throws {@link EgressFailed}, {@link TargetUnreachable}, or {@link ConnectTimeout} if the proxy accepts the connection
 * and then does not respond.
 */
export async function openTunnel(
  egress: Egress & { proxy: string },
  target: Target,
  timeoutMs: number,
): Promise<Socket> {
  const proxy = new URL(egress.proxy);
  const socket = await connectToProxy(proxy, egress, timeoutMs);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    socket.destroy();
  }, timeoutMs);
  try {
    const reader = new ProxyReader(socket);
    if (proxy.protocol === 'socks5:') await connectBySocks(socket, reader, { proxy, target });
    else await connectByHttp(socket, reader, { proxy, target });
    reader.giveBack();
    return socket;
  } catch (error) {
    socket.destroy();
    throw isLate ? new ConnectTimeout('The egress proxy did not respond.') : error;
  } finally {
    clearTimeout(timer);
  }
}

interface TunnelRequest {
  proxy: URL;
  target: Target;
}

/** Opens the tunnel with the request `CONNECT` (RFC 9110). */
async function connectByHttp(
  socket: Socket,
  reader: ProxyReader,
  { proxy, target }: TunnelRequest,
): Promise<void> {
  const authority = target.address.includes(':')
    ? `[${target.address}]:${target.port}`
    : `${target.address}:${target.port}`;
  const credentials = credentialsOf(proxy);
  const authorization = credentials
    ? `Proxy-Authorization: Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}\r\n`
    : '';
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${authorization}\r\n`);
  const head = await reader.takeThrough('\r\n\r\n', 16_384);
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
  if (status >= 200 && status <= 299) return;
  // Squid returns 503 for its own failures and for the receiver's. Only `X-Squid-Error` distinguishes them.
  const unreachable =
    status === 502 || status === 504 || /^x-squid-error: *err_(connect|dns)_fail/im.test(head);
  if (unreachable) throw new TargetUnreachable(`The egress proxy returned ${status}.`);
  throw new EgressFailed(`The egress proxy returned ${status || 'no HTTP'}.`);
}

/** The receiver's failures that SOCKS 5 reports. Reply 6 means that a packet's time to live ran out. */
const socksReplies: Record<number, CauseOf<'CONNECT_FAILED'>> = {
  3: 'NETWORK_UNREACHABLE',
  4: 'HOST_UNREACHABLE',
  5: 'CONNECTION_REFUSED',
  6: 'PROXY_CANNOT_REACH',
};

/** Opens the tunnel with SOCKS 5 (RFC 1928 and 1929). */
async function connectBySocks(
  socket: Socket,
  reader: ProxyReader,
  { proxy, target }: TunnelRequest,
): Promise<void> {
  const credentials = credentialsOf(proxy);
  socket.write(Buffer.from(credentials ? [5, 2, 0, 2] : [5, 1, 0]));
  const [, method] = await reader.take(2);
  if (method === 2 && credentials) {
    const user = Buffer.from(credentials.user);
    const password = Buffer.from(credentials.password);
    socket.write(
      Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]),
    );
    if ((await reader.take(2))[1] !== 0)
      throw new EgressFailed('The egress proxy refused the user name or password.');
  } else if (method !== 0) {
    throw new EgressFailed(
      credentials
        ? 'The egress proxy refuses connections both with and without a user name and password. Permit one of the two in the proxy.'
        : 'The egress proxy refuses connections without a user name and a password. Add them to its URL.',
    );
  }
  const address = ipaddr.parse(target.address);
  const port = [target.port >> 8, target.port & 0xff];
  socket.write(Buffer.from([5, 1, 0, address.kind() === 'ipv4' ? 1 : 4, ...address.toByteArray(), ...port]));
  const [, reply, , kind] = await reader.take(4);
  const unreachable = socksReplies[reply!];
  if (unreachable)
    throw new TargetUnreachable(
      `The egress proxy refused the connection with the SOCKS code ${reply}.`,
      unreachable,
    );
  if (reply !== 0)
    throw new EgressFailed(`The egress proxy refused the connection with the SOCKS code ${reply}.`);
  const length = kind === 1 ? 4 : kind === 4 ? 16 : (await reader.take(1))[0]!;
  await reader.take(length + 2);
}

function credentialsOf({ username, password }: URL): { user: string; password: string } | undefined {
  if (!username) return undefined;
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
}
