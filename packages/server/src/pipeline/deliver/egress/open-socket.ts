// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { Caused } from '../causes/classify-error.ts';

/** The connection was not established in time. Whether the receiver or the network is at fault is not known here. */
export class ConnectTimeout extends Error implements Caused {
  readonly code = 'ETIMEDOUT';
  readonly why: CauseOf<'CONNECT_TIMEOUT'>;

  constructor(message: string, why: CauseOf<'CONNECT_TIMEOUT'> = 'HOST_SILENT') {
    super(message);
    this.why = why;
  }
}

/** The receiver closed the connection during the TLS handshake. */
class ClosedInHandshake extends Error implements Caused {
  readonly code = 'ECONNRESET';
  readonly why = 'CLOSED_IN_HANDSHAKE';
}

export type TlsOptions = Partial<TcpNetConnectOpts> & ConnectionOptions;

const common = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };

export const startTls = (options: TlsOptions): TLSSocket => connectTls({ ...common, ...options });

/** Opens a connection, with TLS if a `servername` is given. Rejects like {@link opened}. */
export function openSocket(options: TcpNetConnectOpts | TlsOptions, timeoutMs: number): Promise<Socket> {
  const isTls = 'servername' in options;
  const socket = isTls ? startTls(options) : connect({ ...common, ...(options as TcpNetConnectOpts) });
  return opened(socket, timeoutMs);
}

/**
 * Resolves with the socket as soon as it is connected. Rejects with the system's error, with {@link ConnectTimeout}
 * or with {@link ClosedInHandshake}.
 */
export function opened<Opening extends Socket>(socket: Opening, timeoutMs: number): Promise<Opening> {
  return new Promise((resolve, reject) => {
    const isTls = socket instanceof TLSSocket;
    const failed = (error: NodeJS.ErrnoException): void => {
      clearTimeout(timer);
      socket.destroy();
      const isClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      const inHandshake = isTls && isClosed && error.syscall !== 'connect';
      reject(inHandshake ? new ClosedInHandshake(error.message, { cause: error }) : error);
    };
    const timeOut = (): void => {
      const step = isTls && !socket.connecting ? 'SLOW_HANDSHAKE' : 'HOST_SILENT';
      socket.destroy(new ConnectTimeout('Connection timed out.', step));
    };
    const timer = setTimeout(timeOut, timeoutMs);
    socket.once('error', failed);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', failed);
      // An error that occurs before the socket's owner listens must not end the process. The owner finds it in
      // `errored`.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/** Turns a function that resolves with all addresses into the lookup function that `connect` expects. */
export const lookupBy =
  (lookUp: (hostname: string, family: number) => Promise<LookupAddress[]>): LookupFunction =>
  (hostname, options, callback) => {
    lookUp(hostname, Number(options.family) || 0).then(
      (addresses) => {
        if (options.all) callback(null, addresses);
        else callback(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error) => callback(error, []),
    );
  };
