import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as connectTls, TLSSocket } from 'node:tls';

/** Nothing came back in time; whose fault that is, is not known here. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
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
    const failed = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => socket.destroy(new NoAnswer('It takes no connection.')), timeoutMs);
    socket.once('error', failed);
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
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
