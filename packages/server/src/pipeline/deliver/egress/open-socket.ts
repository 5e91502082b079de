// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { Caused } from '../causes/classify-error.ts';

/** The receiver or the network may be at fault. */
export class ConnectTimeout extends Error implements Caused {
  readonly code = 'ETIMEDOUT';
  readonly why: CauseOf<'CONNECT_TIMEOUT'>;

  constructor(message: string, why: CauseOf<'CONNECT_TIMEOUT'> = 'HOST_SILENT') {
    super(message);
    this.why = why;
  }
}

class ClosedInHandshake extends Error implements Caused {
  readonly code = 'ECONNRESET';
  readonly why = 'CLOSED_IN_HANDSHAKE';
}

export type TlsOptions = Partial<TcpNetConnectOpts> & ConnectionOptions;

const common = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };

export const startTls = (options: TlsOptions): TLSSocket => connectTls({ ...common, ...options });

/** With TLS if a `servername` is given. Rejects like {@link opened}. */
export function openSocket(options: TcpNetConnectOpts | TlsOptions, timeoutMs: number): Promise<Socket> {
  const isTls = 'servername' in options;
  const socket = isTls ? startTls(options) : connect({ ...common, ...(options as TcpNetConnectOpts) });
  return opened(socket, timeoutMs);
}

/** Rejects with the system's error, {@link ConnectTimeout} or {@link ClosedInHandshake}. */
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
      // Without a listener, an error would end the process. The socket's owner finds the error in `errored`.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

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
