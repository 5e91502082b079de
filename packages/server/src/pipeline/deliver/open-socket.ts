import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import type { Caused } from './classify-error.ts';

/** Nothing came back in time; whose fault that is, is not known here. */
export class NoAnswer extends Error implements Caused {
  readonly code = 'ETIMEDOUT';
  readonly why: CauseOf<'CONNECT_TIMEOUT'>;

  constructor(message: string, why: CauseOf<'CONNECT_TIMEOUT'> = 'HOST_SILENT') {
    super(message);
    this.why = why;
  }
}

/** The receiver hung up before TLS was agreed on. */
class ClosedInHandshake extends Error implements Caused {
  readonly code = 'ECONNRESET';
  readonly why = 'CLOSED_IN_HANDSHAKE';
}

export type TlsOptions = Partial<TcpNetConnectOpts> & ConnectionOptions;

const common = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };

export const startTls = (options: TlsOptions): TLSSocket => connectTls({ ...common, ...options });

/** A connection that stands, by TLS where a `servername` is given. Rejects like {@link opened}. */
export function openSocket(options: TcpNetConnectOpts | TlsOptions, timeoutMs: number): Promise<Socket> {
  const isTls = 'servername' in options;
  const socket = isTls ? startTls(options) : connect({ ...common, ...(options as TcpNetConnectOpts) });
  return opened(socket, timeoutMs);
}

/** The same socket once it stands. Rejects with what the system says, or {@link NoAnswer}. */
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
    const late = (): void => {
      const step = isTls && !socket.connecting ? 'SLOW_HANDSHAKE' : 'HOST_SILENT';
      socket.destroy(new NoAnswer('It takes no connection.', step));
    };
    const timer = setTimeout(late, timeoutMs);
    socket.once('error', failed);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', failed);
      // What fails before its owner listens must not end the process; the socket tells it as `errored`.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/** What `connect` asks for a name, from a promise of every address. */
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
