import { Failure } from '../platform/failure.ts';

const mebibyte = 1024 * 1024;

/** The maximum bytes of responses that wait in memory: of all clients together, and of one client. */
const size = { ofAll: 256 * mebibyte, ofClient: 128 * mebibyte };

interface ClosableResponse {
  /** Whether the response has ended, or the connection to the client is closed. */
  destroyed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/** Limits the bytes of responses. They stay in memory until they are sent, and a client may read slowly. */
export class ResponseRoom {
  #ofAll = 0;
  readonly #ofClient = new Map<string, number>();

  /** Counts `bytes` until the response is sent. Throws REQUEST_LIMIT_EXCEEDED if there is no room for them. */
  enter(client: string, bytes: number, response: ClosableResponse): void {
    const ofThis = this.#ofClient.get(client) ?? 0;
    if (this.#ofAll + bytes > size.ofAll || ofThis + bytes > size.ofClient) throw noRoom();
    if (response.destroyed) return;
    this.#add(client, bytes);
    response.once('close', () => this.#add(client, -bytes));
  }

  #add(client: string, bytes: number): void {
    const ofThis = (this.#ofClient.get(client) ?? 0) + bytes;
    this.#ofAll += bytes;
    if (ofThis === 0) this.#ofClient.delete(client);
    else this.#ofClient.set(client, ofThis);
  }
}

const noRoom = (): Failure =>
  new Failure(
    'REQUEST_LIMIT_EXCEEDED',
    'Too many responses have not been read. Read them, and wait a few seconds before retrying.',
  );
