import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '../../platform/caller.ts';
import { ArrivedBytes } from './arrived-bytes.ts';
import type { DirectPublisher, LastPresented } from './direct-publisher.ts';
import { type DirectHead, readHead } from './read-head.ts';
import { type DirectResponse, writeResponse } from './write-response.ts';

/*
 * The states of a connection:
 *
 * - `readingHead`: the next head has not arrived. Only now can the connection be handed over to Node's HTTP server.
 * - `checking`: the credentials are being checked. The body may not have arrived yet.
 * - `readingBody`: the caller is known, but the body has not arrived.
 * - `publishing`: the event is being stored.
 * - `sending`: the client is slow to read its response.
 * - `closing`: the last response has been written. Later bytes are read and discarded. If the socket were closed with
 *   unread bytes, the client might not receive the response.
 * - `gone`: the connection is closed, or has been handed over.
 *
 * Each change of the state stops the timer.
 */
type State = 'readingHead' | 'checking' | 'readingBody' | 'publishing' | 'sending' | 'closing' | 'gone';

/** In ms. If the head takes longer to arrive, the connection is handed over to Node, which has limits of its own. */
const headTimeoutMs = 1000;
/** In ms. An idle connection stays open this much longer than `Keep-Alive` announces, as in Node. */
const idleGraceMs = 1000;
/** How long a client has to read its last response, in ms. */
const closingTimeoutMs = 2000;

/** The socket is paused if data arrives in these states. */
const pausing: ReadonlySet<State> = new Set(['checking', 'publishing', 'sending', 'gone']);

export interface Shared {
  server: Server;
  publisher: DirectPublisher;
  /** Lets Node serve the connection. `bytes` have been read from the socket, but not handled. */
  handOver(connection: DirectConnection, socket: Socket, bytes: Buffer): void;
  onClose(connection: DirectConnection): void;
}

interface Admitted {
  head: DirectHead;
  caller: Caller;
  /** When the whole head had arrived, by `performance.now()`. */
  startedAt: number;
}

/**
 * A connection whose requests are handled in turn, without `node:http`. Node serves it from the first unusual request
 * on.
 */
export class DirectConnection {
  readonly #socket: Socket;
  readonly #shared: Shared;
  readonly #peer: string;
  readonly #arrived = new ArrivedBytes();
  #state: State = 'readingHead';
  #timer: NodeJS.Timeout | undefined;
  /** The next attempt to read a head or a body needs this many bytes. */
  #needed = 1;
  #admitted: Admitted | undefined;
  readonly #lastPresented: LastPresented = { authorization: undefined, presented: undefined };
  #hasResponded = false;
  #clientHasEnded = false;
  #isStopping = false;

  readonly #listeners = {
    data: (chunk: Buffer): void => this.#receive(chunk),
    end: (): void => this.#end(),
    drain: (): void => {
      if (this.#state === 'sending') this.#continue();
    },
    // Without a listener, an error would end the process. After an error, Node itself destroys the socket.
    error: (): void => {},
    timeout: (): void => this.#expire(),
    close: (): void => {
      this.#enter('gone');
      this.#shared.onClose(this);
    },
  };

  constructor(socket: Socket, shared: Shared) {
    this.#socket = socket;
    this.#shared = shared;
    this.#peer = socket.remoteAddress ?? '';
    socket.setTimeout(shared.server.headersTimeout);
    for (const [name, listener] of Object.entries(this.#listeners)) socket.on(name, listener);
  }

  /**
   * Closes the connection as soon as no request is open. If it has had no request, Node serves it, because the first
   * request may be about to arrive.
   */
  stop(): void {
    this.#isStopping = true;
    if (this.#state !== 'readingHead' || this.#arrived.size > 0) return;
    if (this.#hasResponded) this.destroy();
    else this.#handOver();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #enter(state: State): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#state = state;
    if (!pausing.has(state) && this.#socket.isPaused()) this.#socket.resume();
  }

  #receive(chunk: Buffer): void {
    if (this.#state === 'closing') return;
    this.#arrived.add(chunk);
    if (pausing.has(this.#state)) this.#socket.pause();
    else if (this.#arrived.size >= this.#needed) this.#read();
  }

  #end(): void {
    this.#clientHasEnded = true;
    if (pausing.has(this.#state) || this.#state === 'closing') return;
    if (this.#arrived.size > 0) this.#abandon('HPE_INVALID_EOF_STATE');
    else this.#close();
  }

  /** Closes an idle connection, but not while credentials are checked or an event is stored. */
  #expire(): void {
    if (this.#state === 'readingHead' && !this.#hasResponded) this.#abandon('ERR_HTTP_REQUEST_TIMEOUT');
    else if (this.#state === 'readingHead' || this.#state === 'sending') this.destroy();
  }

  #continue(): void {
    this.#enter('readingHead');
    this.#needed = 1;
    if (this.#arrived.size > 0) this.#read();
    else if (this.#clientHasEnded || this.#isStopping) this.#close();
  }

  #read(): void {
    if (this.#admitted) this.#readBody(this.#admitted);
    else this.#readHead();
  }

  #readHead(): void {
    const head = readHead(this.#arrived.all());
    if (head === 'unusual') this.#handOver();
    else if (head === 'partial') this.#waitForHead();
    else this.#check(head);
  }

  #check(head: DirectHead): void {
    const startedAt = performance.now();
    const caller = this.#shared.publisher.callerOf(head, this.#peer, this.#lastPresented);
    if (caller === 'unusual') this.#handOver();
    else if (caller instanceof Promise) this.#checkLater(head, startedAt, caller);
    else this.#readBody({ head, caller, startedAt });
  }

  #checkLater(head: DirectHead, startedAt: number, checking: Promise<Caller>): void {
    this.#enter('checking');
    checking.then(
      (caller) => {
        if (this.#state !== 'checking') return;
        this.#readBody({ head, caller, startedAt });
      },
      (error) => {
        if (this.#state === 'checking') this.#refuse(head, startedAt, error);
      },
    );
  }

  #readBody(admitted: Admitted): void {
    const { head, caller, startedAt } = admitted;
    const size = head.bodyStart + head.bodyLength;
    if (this.#arrived.size < size) {
      this.#waitForBody(admitted, size);
      return;
    }
    this.#admitted = undefined;
    this.#enter('publishing');
    const body = this.#arrived.take(size).subarray(head.bodyStart);
    void this.#shared.publisher
      .publish({ headers: head.headers, body, caller, peer: this.#peer, startedAt })
      .then(
        (response) => this.#respond(response, head.isPersistent),
        () => this.destroy(),
      );
  }

  /**
   * Responds with an error. If the body has not arrived, the connection is closed, so that the body need not be read.
   */
  #refuse(head: DirectHead, startedAt: number, error: unknown): void {
    const response = this.#shared.publisher.refuse(error, {
      headers: head.headers,
      peer: this.#peer,
      startedAt,
    });
    const size = head.bodyStart + head.bodyLength;
    const isWhole = this.#arrived.size >= size;
    if (isWhole) this.#arrived.take(size);
    this.#respond(response, isWhole && head.isPersistent);
  }

  #respond(response: DirectResponse, isPersistent: boolean): void {
    if (this.#state === 'gone') return;
    const staysOpen = isPersistent && !response.closes && !this.#isStopping;
    const { keepAliveTimeout } = this.#shared.server;
    const { text, encoding } = writeResponse(response, staysOpen ? keepAliveTimeout : undefined);
    if (!staysOpen) {
      this.#socket.write(text, encoding);
      this.#close();
      return;
    }
    if (!this.#hasResponded) this.#socket.setTimeout(keepAliveTimeout + idleGraceMs);
    this.#hasResponded = true;
    if (this.#socket.write(text, encoding)) this.#continue();
    else this.#enter('sending');
  }

  #waitForHead(): void {
    this.#needed = this.#arrived.size + 1;
    if (this.#clientHasEnded) this.#abandon('HPE_INVALID_EOF_STATE');
    else this.#timer ??= setTimeout(() => this.#handOver(), headTimeoutMs);
  }

  #waitForBody(admitted: Admitted, size: number): void {
    this.#enter('readingBody');
    this.#admitted = admitted;
    this.#needed = size;
    if (this.#clientHasEnded) this.#abandon('HPE_INVALID_EOF_STATE');
    else
      this.#timer = setTimeout(
        () => this.#abandon('ERR_HTTP_REQUEST_TIMEOUT'),
        this.#shared.server.requestTimeout,
      );
  }

  /** Refuses a request that has not arrived completely. `code` is the one that Node uses for the same error. */
  #abandon(code: string): void {
    const error = Object.assign(new Error('The request did not arrive completely.'), { code });
    this.#shared.server.emit('clientError', error, this.#socket);
    this.#close();
  }

  /**
   * Ends the connection after the last write. If the client does not close its side in time, the socket is destroyed.
   */
  #close(): void {
    this.#enter('closing');
    if (this.#arrived.size === 0) this.#socket.destroySoon();
    else this.#socket.end();
    this.#timer = setTimeout(() => this.destroy(), closingTimeoutMs);
  }

  #handOver(): void {
    // The client has ended its side, so it gets no response. Node must not serve the connection, because it would not
    // receive the event `end` again.
    if (this.#clientHasEnded) {
      this.#close();
      return;
    }
    this.#enter('gone');
    this.#socket.setTimeout(0);
    for (const [name, listener] of Object.entries(this.#listeners)) this.#socket.off(name, listener);
    this.#shared.handOver(this, this.#socket, this.#arrived.all());
  }
}
