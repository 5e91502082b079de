import type { Socket } from 'node:net';
import type { Caused } from './classify-error.ts';
import type { Carrier, Exchange } from './exchange.ts';

/** The receiver hung up before it had answered. */
class ConnectionLost extends Error implements Caused {
  readonly code = 'ECONNRESET';
  readonly why = 'CLOSED_WITHOUT_ANSWER';
}

/** Then another is opened, which asks for the receiver's address and certificate anew: both may have changed. */
const longestLife = 60 * 60 * 1000;

const hungUp = 'The receiver closed the connection.';

interface Owner {
  /** It may carry another exchange. */
  idle(connection: Connection, now: number): void;
  /** It was given up. */
  gone(connection: Connection): void;
  /** The receiver ended it, or the network did, before it had said it would. */
  lost(connection: Connection): void;
}

/** A connection to a receiver: one exchange at a time, then, where both sides agree, another. */
export class Connection implements Carrier {
  /** How many it brought and stayed open after. */
  answers = 0;
  readonly #socket: Socket;
  readonly #owner: Owner;
  readonly #usableUntil: number;
  #exchange: Exchange | undefined;
  #idleUntil: number;

  constructor(socket: Socket, owner: Owner) {
    this.#socket = socket;
    this.#owner = owner;
    const now = performance.now();
    this.#idleUntil = now + 1000;
    this.#usableUntil = now + longestLife;
    socket.on('data', (bytes: Buffer) => this.#hear(bytes));
    socket.on('error', (error) => this.#lose(error));
    socket.on('end', () => this.#end());
    socket.on('close', () => this.#end());
  }

  /** Whether the receiver keeps it open still, as far as it said. */
  isFresh(now: number): boolean {
    return now < this.#idleUntil && !this.#socket.destroyed;
  }

  /**
   * Writes the request at once: one string, one system call. `encoding` is `latin1` where every character is ASCII.
   * A deadline that passed meanwhile costs nothing but the connection.
   */
  send(request: string, encoding: 'latin1' | 'utf8', exchange: Exchange): void {
    // It may have failed before anybody listened: a receiver refuses a certificate after the handshake has ended.
    if (this.#socket.destroyed) {
      this.#owner.lost(this);
      exchange.failed(this.#socket.errored ?? new ConnectionLost(hungUp));
    } else if (exchange.begin(this)) {
      this.#exchange = exchange;
      this.#socket.write(request, encoding);
    } else this.#owner.idle(this, performance.now());
  }

  abort(): void {
    this.#exchange = undefined;
    this.#socket.destroy();
    this.#owner.gone(this);
  }

  #hear(bytes: Buffer): void {
    const exchange = this.#exchange;
    // Nobody asked: what it says could be taken for the answer to the next request.
    if (!exchange) this.abort();
    else if (this.#read(exchange, bytes)) exchange.answered();
  }

  /** Whether the answer is whole. */
  #read(exchange: Exchange, bytes: Buffer): boolean {
    try {
      const reading = exchange.read(bytes);
      if (reading === 'more') return false;
      this.#exchange = undefined;
      // An answer that came before the request was written leaves half a request behind.
      if (reading === 'keep' && this.#socket.writableLength === 0) {
        const now = performance.now();
        this.#idleUntil = Math.min(now + exchange.idleMs, this.#usableUntil);
        this.answers++;
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
    exchange?.failed(error);
  }
}
