import { Worker } from 'node:worker_threads';
import { Slab } from '../../platform/slab.ts';
import { isSqliteUnavailable, StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { CheckpointerRequest, Reply, Request, ThreadData } from './messages.ts';

type WithoutId<Message> = Message extends unknown ? Omit<Message, 'id'> : never;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * The main thread's connection to a database thread. Requests of one tick share a message, and the writer commits them
 * together.
 */
export class ThreadClient {
  readonly #worker: Worker;
  readonly #waiting = new Slab<Waiting>();
  #outbox: (Request | CheckpointerRequest)[] = [];
  /** Whether a microtask is about to send the requests in `#outbox`. */
  #leaving = false;
  #timer: NodeJS.Timeout | undefined;
  #broken: Error | undefined;
  /** When the database was last unavailable, by `performance.now()`. */
  refusedAt = Number.NEGATIVE_INFINITY;

  constructor(data: ThreadData) {
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data });
    this.#worker.on('message', (replies: Reply[]) => {
      for (const reply of replies) this.#settle(reply);
    });
    this.#worker.on('error', (error) => this.#die(error as Error));
    this.#worker.on('exit', () => this.#break(new Error('The store is closed.')));
  }

  /**
   * Requests of one tick are sent together. A request with `within` waits up to that many ms for a request without it.
   */
  ask<Result>(request: WithoutId<Request | CheckpointerRequest>, { within = 0 } = {}): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#broken) return reject(this.#broken);
      const id = this.#waiting.add({ resolve: resolve as (value: unknown) => void, reject });
      this.#outbox.push({ id, ...request } as Request | CheckpointerRequest);
      if (within > 0) this.#timer ??= setTimeout(() => this.#flush(), within);
      else this.#flushSoon();
    });
  }

  async close(): Promise<void> {
    this.#flush();
    await Promise.allSettled(this.#waiting.all().map(settled));
    await this.#worker.terminate();
  }

  #flushSoon(): void {
    if (this.#leaving) return;
    this.#leaving = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#leaving = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#outbox.length === 0) return;
    this.#worker.postMessage(this.#outbox);
    this.#outbox = [];
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.take(reply.id);
    if ('error' in reply) waiting?.reject(this.#errorOf(reply));
    else waiting?.resolve(reply.value);
  }

  #errorOf(reply: Extract<Reply, { error: unknown }>): Error {
    const error = databaseError(reply.error);
    if (error instanceof StoreUnavailable) this.refusedAt = performance.now();
    return error;
  }

  /**
   * Ends the process, because the thread has ended, for example for lack of memory. Acknowledged writes are on disk.
   */
  #die(error: Error): void {
    this.#break(error);
    // All waiting requests get the error before the process ends.
    setImmediate(() => {
      throw error;
    });
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const waiting of this.#waiting.all()) waiting.reject(this.#broken);
    this.#waiting.clear();
  }
}

function settled(waiting: Waiting): Promise<void> {
  return new Promise((done) => {
    const { resolve, reject } = waiting;
    waiting.resolve = (value) => {
      resolve(value);
      done();
    };
    waiting.reject = (error) => {
      reject(error);
      done();
    };
  });
}

function databaseError({ message, code, errcode }: Extract<Reply, { error: unknown }>['error']): Error {
  const error = Object.assign(new Error(message), { code, errcode });
  return isSqliteUnavailable(errcode) ? new StoreUnavailable(error) : error;
}
