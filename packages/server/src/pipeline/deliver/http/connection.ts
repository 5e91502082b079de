import type { Socket } from 'node:net';
import type { Caused } from '../causes/classify-error.ts';
import type { Carrier, HttpExchange } from './http-exchange.ts';

class ConnectionLost extends Error implements Caused {
  readonly code = 'ECONNRESET';
  readonly why = 'CLOSED_WITHOUT_ANSWER';
}

/** In ms. After this time, the connection is replaced, because the receiver may have a new address or certificate. */
const longestLife = 60 * 60 * 1000;

const closedByReceiver = 'The receiver closed the connection.';

interface Owner {
  /** Called when the connection can carry another exchange. */
  idle(connection: Connection, now: number): void;
  /** Called when we have closed the connection, or it failed after the idle time. */
  gone(connection: Connection): void;
  /** Called when the connection failed during an exchange or within the idle time. */
  lost(connection: Connection): void;
}

/** Carries one exchange at a time, as long as both sides keep the connection open. */
export class Connection implements Carrier {
  /** Responses after which the connection stayed open. */
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

  isFresh(now: number): boolean {
    return now < this.#idleUntil && !this.#socket.destroyed;
  }

  /**
   * Writes the request as one string, because each write is a system call. Use `latin1` if every character is ASCII.
   */
  send(request: string, encoding: 'latin1' | 'utf8', exchange: HttpExchange): void {
    // The socket may have failed before there was a listener: a receiver can refuse a certificate after the
    // handshake.
    if (this.#socket.destroyed) {
      this.#owner.lost(this);
      exchange.fail(this.#socket.errored ?? new ConnectionLost(closedByReceiver));
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
    // Nothing was requested. If the connection stayed open, these bytes could be taken for the next response.
    if (!exchange) this.abort();
    else if (this.#read(exchange, bytes)) exchange.complete();
  }

  /** Returns true when the response is complete, or too long to be kept. */
  #read(exchange: HttpExchange, bytes: Buffer): boolean {
    try {
      const result = exchange.read(bytes);
      if (result === 'more') return false;
      this.#exchange = undefined;
      // After an early response, the rest of the request may still be in the socket. Such a connection is not reused.
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
    this.#lose(new ConnectionLost(closedByReceiver));
  }

  #lose(error: Error): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.#socket.destroy();
    // `isFresh` cannot be used here, because it is always false for a destroyed socket.
    if (exchange || performance.now() < this.#idleUntil) this.#owner.lost(this);
    else this.#owner.gone(this);
    exchange?.fail(error);
  }
}
