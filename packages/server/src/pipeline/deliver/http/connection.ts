import type { Socket } from 'node:net';
import type { Caused } from '../causes/classify-error.ts';
import type { Carrier, HttpExchange } from './http-exchange.ts';

/** The receiver closed the connection before the response was complete. */
class ConnectionLost extends Error implements Caused {
  readonly code = 'ECONNRESET';
  readonly why = 'CLOSED_WITHOUT_ANSWER';
}

/** After this many ms a new connection is opened: the receiver's address or certificate may have changed. */
const longestLife = 60 * 60 * 1000;

const hungUp = 'The receiver closed the connection.';

interface Owner {
  /** The connection can carry another exchange. */
  idle(connection: Connection, now: number): void;
  /** We closed the connection. */
  gone(connection: Connection): void;
  /** The receiver or the network closed the connection, unannounced. */
  lost(connection: Connection): void;
}

/** A connection to a receiver. It carries one exchange at a time, and another one if both sides allow that. */
export class Connection implements Carrier {
  /** How many responses it has carried and stayed open after. */
  responses = 0;
  readonly #socket: Socket;
  readonly #owner: Owner;
  readonly #usableUntil: number;
  #exchange: HttpExchange | undefined;
  #idleUntil: number;

  constructor(socket: Socket, owner: Owner) {
    this.#socket = socket;
    this.#owner = owner;
    const now = performance.now();
    this.#idleUntil = now + 1000;
    this.#usableUntil = now + longestLife;
    socket.on('data', (bytes: Buffer) => this.#onData(bytes));
    socket.on('error', (error) => this.#lose(error));
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
  }

  /** Whether the receiver still keeps it open, as far as it has announced. */
  isFresh(now: number): boolean {
    return now < this.#idleUntil && !this.#socket.destroyed;
  }

  /**
   * Writes the request at once: one string, one system call. `encoding` is `latin1` when every character is ASCII. If the
   * exchange's deadline has passed meanwhile, the connection stays idle.
   */
  send(request: string, encoding: 'latin1' | 'utf8', exchange: HttpExchange): void {
    // It may have failed before there was a listener: a receiver can refuse a certificate after the handshake.
    if (this.#socket.destroyed) {
      this.#owner.lost(this);
      exchange.fail(this.#socket.errored ?? new ConnectionLost(hungUp));
    } else if (exchange.attach(this)) {
      this.#exchange = exchange;
      this.#socket.write(request, encoding);
    } else this.#owner.idle(this, performance.now());
  }

  abort(): void {
    this.#exchange = undefined;
    this.#socket.destroy();
    this.#owner.gone(this);
  }

  #onData(bytes: Buffer): void {
    const exchange = this.#exchange;
    // Nothing was requested: these bytes could be taken for the response to the next request.
    if (!exchange) this.abort();
    else if (this.#read(exchange, bytes)) exchange.complete();
  }

  /** Returns whether the response is complete. */
  #read(exchange: HttpExchange, bytes: Buffer): boolean {
    try {
      const result = exchange.read(bytes);
      if (result === 'more') return false;
      this.#exchange = undefined;
      // A response that arrived before the request was written completely leaves half a request behind.
      if (result === 'keep' && this.#socket.writableLength === 0) {
        const now = performance.now();
        this.#idleUntil = Math.min(now + exchange.idleMs, this.#usableUntil);
        this.responses++;
        this.#owner.idle(this, now);
      } else this.abort();
      return true;
    } catch (error) {
      this.#lose(error as Error);
      return false;
    }
  }

  #end(): void {
    this.#lose(new ConnectionLost(hungUp));
  }

  #lose(error: Error): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#socket.destroy();
    // Not `isFresh`: the socket is destroyed.
    if (exchange || performance.now() < this.#idleUntil) this.#owner.lost(this);
    else this.#owner.gone(this);
    exchange?.fail(error);
  }
}
