import { type Egress, EgressFailed } from '../egress.ts';
import { connectToProxy, ProxyReader } from './proxy-socket.ts';

const patience = 2000;
/** One answer serves all requests that failed so shortly after one another. */
const validFor = 1000;

/**
 * Whether the proxy says anything at all. Asked when a request through it got lost or timed out: that alone does not
 * tell who failed, the receiver or the proxy.
 */
export class ProxyAlive {
  readonly #egress: Egress & { proxy: string };
  #askedAt = Number.NEGATIVE_INFINITY;
  #answer = Promise.resolve(true);

  constructor(egress: Egress & { proxy: string }) {
    this.#egress = egress;
  }

  ask(): Promise<boolean> {
    if (performance.now() - this.#askedAt > validFor) {
      this.#askedAt = performance.now();
      this.#answer = this.#ask();
    }
    return this.#answer;
  }

  async #ask(): Promise<boolean> {
    const proxy = new URL(this.#egress.proxy);
    try {
      const socket = await connectToProxy(proxy, this.#egress, patience);
      const giveUp = setTimeout(() => socket.destroy(), patience);
      try {
        // A greeting, or a request that no proxy forwards: each has an answer.
        const isSocks = proxy.protocol.startsWith('socks');
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
