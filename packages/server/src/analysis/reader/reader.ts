import { Worker } from 'node:worker_threads';
import type { Word } from '../layout.ts';
import { FileFaultError, type ReaderReply, type ReaderRequest, type SniffedFormat } from './messages.ts';

interface Job {
  task: ReaderRequest['task'];
  format: SniffedFormat;
  bytes: Uint8Array;
}

/** The recogniser took 1 s for a payslip at 120 dpi. A page of small print at 600 dpi takes most of this. */
export const readingMilliseconds = 90_000;

/** The thread is heavy (the PDF reader 60 MB, the recogniser 200 MB): it goes when nobody needed it for so long. */
const idleMilliseconds = 30_000;

/** Opens files in a thread of its own, one at a time, each within `timeoutMilliseconds`. */
export class Reader {
  readonly #timeoutMilliseconds: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #nextId = 1;

  constructor(timeoutMilliseconds: number) {
    this.#timeoutMilliseconds = timeoutMilliseconds;
  }

  /** Words of the file, none for an inspection; throws FileFaultError. */
  run(job: Job): Promise<Word[]> {
    const result = this.#last.then(() => this.#runNow(job));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #runNow(job: Job): Promise<Word[]> {
    clearTimeout(this.#idle);
    this.#worker ??= start();
    const reply = await this.#exchange(this.#worker, { id: this.#nextId++, ...job });
    this.#idle = setTimeout(() => void this.close(), idleMilliseconds);
    this.#idle.unref();
    if (reply.fault) throw new FileFaultError(reply.fault, reply.detail);
    return reply.words;
  }

  /** The answer, or a fault when the thread dies or is silent for too long: then the next job gets a new thread. */
  #exchange(worker: Worker, request: ReaderRequest): Promise<ReaderReply> {
    const { promise, resolve } = Promise.withResolvers<ReaderReply>();
    const fail = (fault: 'TIMEOUT' | 'BROKEN', detail: string) => {
      this.#worker = undefined;
      resolve({ id: request.id, fault, detail, words: [] });
      void worker.terminate();
    };
    const onError = (error: unknown) => fail('BROKEN', String(error));
    const onExit = () => fail('BROKEN', 'The thread ended.');
    const limit = this.#timeoutMilliseconds;
    const timer = setTimeout(() => fail('TIMEOUT', `No answer within ${limit} ms.`), limit);
    worker.once('message', resolve).once('error', onError).once('exit', onExit);
    worker.ref();
    worker.postMessage(request);
    return promise.finally(() => {
      clearTimeout(timer);
      worker.off('message', resolve).off('error', onError).off('exit', onExit);
      worker.unref();
    });
  }
}

const start = () =>
  new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    // Readers of documents complain about every flaw of a stranger's file; their words are not ours to log.
    stdout: true,
    stderr: true,
  });
