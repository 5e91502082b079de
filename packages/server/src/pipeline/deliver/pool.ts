import { Connection } from './connection.ts';
import type { Connect } from './connector.ts';
import type { Exchange } from './exchange.ts';
import { HangUps } from './hang-ups.ts';

/** The connections to one origin: as many as there are requests at once, the idle ones used again, the warmest first. */
export class Pool {
  readonly #connect: Connect;
  readonly #idle: Connection[] = [];
  readonly #all = new Set<Connection>();
  readonly #hangUps = new HangUps();
  #closing = false;
  #destroyed = false;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** Sends a whole request of HTTP/1.1; the exchange is told the answer, or why there is none. */
  send(request: string, encoding: 'latin1' | 'utf8', exchange: Exchange): void {
    const connection = this.#takeIdle();
    if (connection) connection.send(request, encoding, exchange);
    else {
      this.#open(exchange).then(
        (opened) => opened.send(request, encoding, exchange),
        (error) => exchange.failed(error),
      );
    }
  }

  /** What is under way ends first. */
  close(): void {
    this.#closing = true;
    this.#abortIdle();
  }

  /** Breaks off what is under way; what waits for a connection is not sent any more. */
  destroy(): void {
    this.#destroyed = true;
    this.close();
    for (const connection of this.#all) connection.abort();
  }

  /** Closes what the receiver is about to close. */
  sweep(now: number): void {
    for (const connection of this.#idle.splice(0)) {
      if (connection.isFresh(now)) this.#idle.push(connection);
      else connection.abort();
    }
  }

  #takeIdle(): Connection | undefined {
    const now = performance.now();
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (connection.isFresh(now)) return connection;
      connection.abort();
    }
    return undefined;
  }

  async #open(exchange: Exchange): Promise<Connection> {
    const socket = await this.#connect((step) => exchange.waitsFor(step));
    if (this.#destroyed) {
      socket.destroy();
      throw new Error('The sender was closed.');
    }
    const connection = new Connection(socket, {
      idle: (one, now) => this.#keep(one, now),
      gone: (one) => void this.#forget(one),
      lost: (one) => this.#lose(one),
    });
    this.#all.add(connection);
    return connection;
  }

  #keep(connection: Connection, now: number): void {
    if (connection.answers === 2) this.#hangUps.disprove();
    if (this.#closing || !this.#hangUps.mayReuse(now)) connection.abort();
    else this.#idle.push(connection);
  }

  #lose(connection: Connection): void {
    if (!this.#forget(connection) || connection.answers !== 1) return;
    if (this.#hangUps.add(performance.now())) this.#abortIdle();
  }

  #abortIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.abort();
  }

  /** Whether it was known until now. */
  #forget(connection: Connection): boolean {
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    return this.#all.delete(connection);
  }
}
