import { connectTls } from './connect-tls.ts';

const readEveryMs = 600_000;

export class CertificateExpiry {
  readonly #url: () => string;
  #readAt = Number.NEGATIVE_INFINITY;
  #expiresAt: Promise<number> = Promise.resolve(Number.NaN);

  constructor(url: () => string) {
    this.#url = url;
  }

  /** In ms since 1970. NaN if the URL is not https:// or the connection fails. */
  read(): Promise<number> {
    if (performance.now() - this.#readAt >= readEveryMs) {
      this.#readAt = performance.now();
      this.#expiresAt = this.#connect().catch(() => Number.NaN);
    }
    return this.#expiresAt;
  }

  async #connect(): Promise<number> {
    const url = this.#url();
    if (!url.startsWith('https:')) return Number.NaN;
    // An expired certificate can be read too. This is safe, because nothing is sent.
    const socket = await connectTls(url, { rejectUnauthorized: false });
    const { valid_to } = socket.getPeerCertificate();
    socket.destroy();
    return Date.parse(valid_to);
  }
}
