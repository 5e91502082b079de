import type { Socket } from 'node:net';
import type { CauseOf } from '@winkwire/contract/delivery-failures';
import { Connection } from './connection.ts';
import type { HttpExchange } from './http-exchange.ts';
import { KeepAliveTrust } from './keep-alive-trust.ts';

export type ConnectStep = (step: CauseOf<'CONNECT_TIMEOUT'>) => void;

/** Rejects with an error that `classifyError` knows. */
export type Connect = (onStep: ConnectStep) => Promise<Socket>;

/** The connections to one origin: one for each concurrent request. The idle connection that was used last is reused. */
export class Pool {
  readonly #connect: Connect;
  readonly #idle: Connection[] = [];
  readonly #all = new Set<Connection>();
  readonly #trust = new KeepAliveTrust();
  #closing = false;
  #destroyed = false;

  constructor(connect: Connect) {
    this.#connect = connect;
  }

  /** The exchange gets the response, or the reason why there is none. */
  send(request: string, encoding: 'latin1' | 'utf8', exchange: HttpExchange): void {
    const connection = this.#takeIdle();
    if (connection) connection.send(request, encoding, exchange);
    else {
      this.#open(exchange).then(
        (opened) => opened.send(request, encoding, exchange),
        (error) => exchange.fail(error),
      );
    }
  }

  /** Closes idle connections now, and the others when their requests have ended. */
  close(): void {
    this.#closing = true;
    this.#abortIdle();
  }

  /** Aborts the requests in flight. Requests that wait for a connection are not sent. */
  destroy(): void {
    this.#destroyed = true;
    this.close();
    for (const connection of this.#all) connection.abort();
  }

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

  async #open(exchange: HttpExchange): Promise<Connection> {
    const socket = await this.#connect((step) => exchange.setConnectStep(step));
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
    if (connection.responses === 2) this.#trust.confirm();
    if (this.#closing || !this.#trust.mayReuse(now)) connection.abort();
    else this.#idle.push(connection);
  }

  #lose(connection: Connection): void {
    if (!this.#forget(connection) || connection.responses !== 1) return;
    if (this.#trust.addClosing(performance.now())) this.#abortIdle();
  }

  #abortIdle(): void {
    for (const connection of this.#idle.splice(0)) connection.abort();
  }

  /** Returns false if the connection was removed before. */
  #forget(connection: Connection): boolean {
    const at = this.#idle.indexOf(connection);
    if (at >= 0) this.#idle.splice(at, 1);
    return this.#all.delete(connection);
  }
}
