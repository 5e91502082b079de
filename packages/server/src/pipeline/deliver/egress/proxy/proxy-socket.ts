// biome-ignore-all lint/style/noNonNullAssertion: the value was validated before
import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { shareCalls } from '../../../../platform/share-calls.ts';
import { type Egress, EgressFailed } from '../egress.ts';
import { lookupBy, openSocket } from '../open-socket.ts';

const defaultPorts: Record<string, number> = { 'http:': 80, 'https:': 443, 'socks5:': 1080 };

/**
 * `dns.lookup` finds every name that this machine knows, but occupies a thread. Concurrent calls therefore share one
 * lookup.
 */
const lookUp = shareCalls((key) => {
  const [family, hostname] = key.split(' ');
  return lookup(hostname!, { all: true, family: Number(family) });
});

/** Throws {@link EgressFailed}. */
export async function connectToProxy(proxy: URL, { address }: Egress, timeoutMs: number): Promise<Socket> {
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  const options = {
    host,
    port: Number(proxy.port) || defaultPorts[proxy.protocol]!,
    lookup: lookupBy((hostname, family) => lookUp(`${family} ${hostname}`)),
    ...(proxy.protocol === 'https:' ? { servername: isIP(host) ? '' : host } : {}),
    ...(address ? { localAddress: address, family: isIP(address) } : {}),
  };
  try {
    return await openSocket(options, timeoutMs);
  } catch (error) {
    throw new EgressFailed(`The egress proxy cannot be used: ${(error as Error).message}`);
  }
}

/**
 * Reads an exact number of bytes, or everything up to a given text. Throws {@link EgressFailed} if the connection
 * closes or `limit` is exceeded.
 */
export class ProxyReader {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  async take(bytes: number): Promise<Buffer> {
    await this.#until(() => this.#buffer.length >= bytes);
    return this.#cut(bytes);
  }

  async takeThrough(mark: string, limit: number): Promise<string> {
    await this.#until(() => this.#buffer.includes(mark) || this.#buffer.length > limit);
    const end = this.#buffer.indexOf(mark);
    if (end < 0) throw new EgressFailed('The response of the egress proxy is too long.');
    return this.#cut(end + mark.length).toString('latin1');
  }

  /** Bytes after the proxy's last message come from the receiver. The socket gets them back. */
  giveBack(): void {
    if (this.#buffer.length > 0) this.#socket.unshift(this.#buffer);
  }

  #cut(bytes: number): Buffer {
    const taken = this.#buffer.subarray(0, bytes);
    this.#buffer = this.#buffer.subarray(bytes);
    return taken;
  }

  #until(enough: () => boolean): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const onReadable = (): void => {
        for (let chunk = socket.read(); chunk !== null && !enough(); chunk = socket.read()) this.#add(chunk);
        if (enough()) settle();
      };
      const lost = (): void => settle(new EgressFailed('The egress proxy closed the connection.'));
      const settle = (error?: Error): void => {
        socket.off('readable', onReadable).off('error', lost).off('close', lost).off('end', lost);
        if (error) reject(error);
        else resolve();
      };
      socket.on('readable', onReadable).on('error', lost).on('close', lost).on('end', lost);
      onReadable();
    });
  }

  #add(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
  }
}
