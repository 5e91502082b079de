import type { LookupAddress } from 'node:dns';
import { connect, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as connectTls } from 'node:tls';

/** Nothing came back in time; whose fault that is, is not known here. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
}

export type SocketOptions = TcpNetConnectOpts | (Partial<TcpNetConnectOpts> & ConnectionOptions);

/** A connection that stands, by TLS where a `servername` is given. Rejects with what the system says, or {@link NoAnswer}. */
export function openSocket(options: SocketOptions, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secure = 'servername' in options;
    const common = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 };
    const socket = secure
      ? connectTls({ ...common, ...options })
      : connect({ ...common, ...(options as TcpNetConnectOpts) });
    const failed = (error: Error): void => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => failed(new NoAnswer('It takes no connection.')), timeoutMs);
    socket.once('error', failed);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
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
