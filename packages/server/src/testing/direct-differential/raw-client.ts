import { connect, type Socket } from 'node:net';

/** A response as it arrived. The headers are keyed by name. */
export interface RawResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends the bytes of requests over one connection, and opens a new one if the server has closed it. */
export class RawClient implements Disposable {
  readonly #port: number;
  #socket: Socket | undefined;
  #received = '';
  #changed: () => void = () => {};

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
  }

  /** Resolves with the final response, without a `100 Continue`. */
  async send(request: Buffer): Promise<RawResponse> {
    const socket = await this.#connect();
    this.#received = '';
    socket.write(request);
    for (;;) {
      const response = readResponse(this.#received.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, ''));
      if (response) return response;
      if (socket.destroyed || socket.readableEnded) throw new Error(`no whole response: ${this.#received}`);
      await new Promise<void>((resolve) => {
        this.#changed = resolve;
      });
    }
  }

  [Symbol.dispose](): void {
    this.#socket?.destroy();
  }

  async #connect(): Promise<Socket> {
    if (this.#socket && !this.#socket.destroyed && this.#socket.readable) return this.#socket;
    const socket = connect(this.#port, '127.0.0.1');
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.#received += text;
      this.#changed();
    });
    socket.on('error', () => {});
    socket.on('end', () => this.#changed());
    socket.on('close', () => this.#changed());
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return socket;
  }
}

function readResponse(text: string): RawResponse | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  return { status: Number(first.split(' ')[1]), headers, body };
}
