import { type Egress, EgressFailed } from '../egress.ts';
import { connectToProxy, ProxyReader } from './proxy-socket.ts';

const timeoutMs = 2000;
/** In ms. Within this time, the last result is used again. */
const validFor = 1000;

/**
 * Checks whether the proxy still responds. Without this, a failure of the proxy would look like one of the receiver.
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
        // A SOCKS proxy is sent a greeting. An HTTP proxy is sent a request that it does not forward. Either responds
        // if it works.
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
