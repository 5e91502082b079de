import { type Egress, EgressFailed } from '../egress.ts';
import { connectToProxy, ProxyReader } from './proxy-socket.ts';

const timeoutMs = 2000;
/** In ms. A check of the proxy is reused for so long. */
const validFor = 1000;

/**
 * Whether the proxy responds at all. After a lost request or a timeout, either the receiver or the proxy may have
 * failed.
 */
export class ProxyAlive {
  readonly #egress: Egress & { proxy: string };
  #checkedAt = Number.NEGATIVE_INFINITY;
  #result = Promise.resolve(true);

  constructor(egress: Egress & { proxy: string }) {
    this.#egress = egress;
  }

  check(): Promise<boolean> {
    if (performance.now() - this.#checkedAt > validFor) {
      this.#checkedAt = performance.now();
      this.#result = this.#query();
    }
    return this.#result;
  }

  async #query(): Promise<boolean> {
    const proxy = new URL(this.#egress.proxy);
    try {
      const socket = await connectToProxy(proxy, this.#egress, timeoutMs);
      const giveUp = setTimeout(() => socket.destroy(), timeoutMs);
      try {
        // A SOCKS proxy gets a greeting, an HTTP proxy a request that it does not forward. A working proxy responds.
        const isSocks = proxy.protocol === 'socks5:';
        socket.write(isSocks ? Buffer.from([5, 1, 0]) : 'OPTIONS * HTTP/1.1\r\nHost: proxy\r\n\r\n');
        await new ProxyReader(socket).take(1);
        return true;
      } finally {
        clearTimeout(giveUp);
        socket.destroy();
      }
    } catch (error) {
      if (!(error instanceof EgressFailed)) throw error;
      this.#egress.failed?.(error);
      return false;
    }
  }
}
