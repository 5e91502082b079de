import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '../../platform/caller.ts';
import { ArrivedBytes } from './arrived-bytes.ts';
import type { DirectPublisher } from './direct-publisher.ts';
import { type DirectHead, readHead } from './read-head.ts';
import { type DirectResponse, writeResponse } from './write-response.ts';

/** How long the rest of a request may take to arrive, in ms. After that, Node reads the request, with its own limits. */
const arrivalTimeoutMs = 1000;
/** In bytes: how much a client may send ahead while its previous request is handled. */
const mostAhead = 64 * 1024;
/** Like Node, the connection stays open for this many ms longer than its response says. */
const idleGraceMs = 1000;
/** In ms: how long the rest of a refused request is read and discarded, so that the client can read the response. */
const lingerMs = 2000;

/** What all connections of a server share. */
export interface Surroundings {
  server: Server;
  publisher: DirectPublisher;
  /** Lets Node serve the connection from now on. `bytes` have been read from the socket and not been handled. */
  handOver(connection: DirectConnection, socket: Socket, bytes: Buffer): void;
  onClose(connection: DirectConnection): void;
}

/** A request whose head has arrived, and whose caller is known. */
interface Admitted {
  head: DirectHead;
  caller: Caller;
}

/**
 * A connection that is served without `node:http`, one request after the other, as long as they are usual. At the first
 * other request, Node gets the connection for the rest of its life.
 */
export class DirectConnection {
  readonly #socket: Socket;
  readonly #around: Surroundings;
  readonly #peer: string;
  readonly #arrived = new ArrivedBytes();
  #state: 'waiting' | 'handling' | 'draining' | 'closing' = 'waiting';
  /** Nothing is parsed before this many bytes have arrived. */
  #needed = 1;
  #admitted: Admitted | undefined;
  #arrivalTimer: NodeJS.Timeout | undefined;
  #hasResponded = false;
  #clientHasEnded = false;
  #isStopping = false;

  constructor(socket: Socket, around: Surroundings) {
    this.#socket = socket;
    this.#around = around;
    this.#peer = socket.remoteAddress ?? '';
    socket.setTimeout(around.server.headersTimeout);
    for (const [name, listener] of Object.entries(this.#listeners)) socket.on(name, listener);
  }

  /** Closes the connection as soon as no request is being handled. */
  stop(): void {
    this.#isStopping = true;
    if (this.#state === 'waiting' && this.#arrived.size === 0) this.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  readonly #listeners = {
    data: (chunk: Buffer): void => this.#receive(chunk),
    end: (): void => this.#end(),
    drain: (): void => {
      if (this.#state === 'draining') this.#continue();
    },
    // Node destroys the socket itself.
    error: (): void => {},
    timeout: (): void => this.#expire(),
    close: (): void => {
      clearTimeout(this.#arrivalTimer);
      this.#around.onClose(this);
    },
  };

  #receive(chunk: Buffer): void {
    if (this.#state === 'closing') return;
    this.#arrived.add(chunk);
    if (this.#state !== 'waiting') {
      if (this.#arrived.size > mostAhead) this.#socket.pause();
    } else if (this.#arrived.size >= this.#needed) this.#read();
  }

  #end(): void {
    this.#clientHasEnded = true;
    if (this.#state !== 'waiting') return;
    if (this.#arrived.size > 0) this.#leave();
    else this.#socket.end();
  }

  #expire(): void {
    // Handling a request has a timeout of its own.
    if (this.#state === 'handling') return;
    if (this.#hasResponded || this.#state === 'closing') this.destroy();
    else this.#leave();
  }

  /** Begins with what has arrived meanwhile. */
  #continue(): void {
    this.#state = 'waiting';
    this.#needed = 1;
    if (this.#socket.isPaused()) this.#socket.resume();
    if (this.#arrived.size > 0) this.#read();
    else if (this.#clientHasEnded || this.#isStopping) this.#socket.destroySoon();
  }

  #read(): void {
    if (this.#admitted) this.#readBody(this.#admitted);
    else this.#readHead();
  }

  #readHead(): void {
    const head = readHead(this.#arrived.all());
    if (head === 'unusual') this.#leave();
    else if (head === 'partial') this.#waitFor(this.#arrived.size + 1);
    else this.#admit(head);
  }

  #admit(head: DirectHead): void {
    const caller = this.#around.publisher.admit(head, this.#peer);
    if (!caller) this.#leave();
    else if (caller instanceof Promise) this.#admitLater(head, caller);
    else this.#readBody({ head, caller });
  }

  #admitLater(head: DirectHead, callers: Promise<Caller>): void {
    this.#state = 'handling';
    callers.then(
      (caller) => {
        this.#state = 'waiting';
        this.#readBody({ head, caller });
      },
      (error) => this.#refuse(head, error),
    );
  }

  #readBody(admitted: Admitted): void {
    const { head, caller } = admitted;
    const size = head.bodyStart + head.bodyLength;
    if (this.#arrived.size < size) {
      this.#admitted = admitted;
      this.#waitFor(size);
      return;
    }
    const body = this.#take(size).subarray(head.bodyStart);
    this.#state = 'handling';
    void this.#around.publisher
      .publish({ headers: head.headers, body, caller, peer: this.#peer })
      .then((response) => this.#respond(response, head.isPersistent));
  }

  #refuse({ headers, bodyStart, bodyLength, isPersistent }: DirectHead, error: unknown): void {
    const response = this.#around.publisher.refuse(error, headers, this.#peer);
    const size = bodyStart + bodyLength;
    if (this.#arrived.size >= size) {
      this.#take(size);
      this.#respond(response, isPersistent);
    } else this.#refuseToRead(response);
  }

  #refuseToRead(response: DirectResponse): void {
    this.#state = 'closing';
    this.#socket.setTimeout(lingerMs);
    if (this.#socket.isPaused()) this.#socket.resume();
    const { text, encoding } = writeResponse(response, undefined);
    this.#socket.end(text, encoding);
  }

  #respond(response: DirectResponse, isPersistent: boolean): void {
    const socket = this.#socket;
    if (socket.destroyed) return;
    const { keepAliveTimeout } = this.#around.server;
    const staysOpen = isPersistent && !response.closes && !this.#isStopping;
    const { text, encoding } = writeResponse(response, staysOpen ? keepAliveTimeout : undefined);
    const isSent = socket.write(text, encoding);
    if (!staysOpen) {
      this.#state = 'closing';
      socket.destroySoon();
      return;
    }
    if (!this.#hasResponded) socket.setTimeout(keepAliveTimeout + idleGraceMs);
    this.#hasResponded = true;
    if (isSent) this.#continue();
    else this.#state = 'draining';
  }

  #waitFor(size: number): void {
    this.#needed = size;
    this.#arrivalTimer ??= setTimeout(() => this.#leave(), arrivalTimeoutMs);
  }

  /** Removes a whole request from what has arrived. */
  #take(size: number): Buffer {
    clearTimeout(this.#arrivalTimer);
    this.#arrivalTimer = undefined;
    this.#admitted = undefined;
    return this.#arrived.take(size);
  }

  #leave(): void {
    clearTimeout(this.#arrivalTimer);
    for (const [name, listener] of Object.entries(this.#listeners)) this.#socket.off(name, listener);
    this.#socket.setTimeout(0);
    if (this.#socket.isPaused()) this.#socket.resume();
    this.#around.handOver(this, this.#socket, this.#arrived.all());
  }
}
