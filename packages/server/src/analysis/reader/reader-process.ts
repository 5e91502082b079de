import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Word } from '../layout.ts';
import type { Suspicion } from '../tampering/suspicion.ts';
import { residentBytes } from './limits.ts';
import {
  type FileFault,
  FileFaultError,
  type PageReading,
  type ReaderReply,
  type ReaderRequest,
  type SniffedFormat,
} from './messages.ts';
import { watchMemory } from './resident-memory.ts';
import { startChild } from './start-child.ts';

interface Job {
  task: ReaderRequest['task'];
  format: SniffedFormat;
  bytes: Uint8Array;
  /** From 1. */
  page?: number;
  onPage?: (reading: PageReading) => void;
}

/** V8 ends a process with these signals if it is out of memory. */
const outOfMemory = ['SIGABRT', 'SIGTRAP', 'SIGILL'];

/**
 * Opens the files of one upload, archive or drawing in a child. If a file takes too much memory or time, the child is
 * killed and replaced.
 */
export class ReaderProcess implements AsyncDisposable {
  readonly #niceness: number;
  #child: ChildProcess | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #close = () => void this[Symbol.asyncDispose]();
  #isClosed: boolean;

  /**
   * `niceness` is the child's priority for `os.setPriority`. Aborting `signal` kills the child, and no more files are
   * opened.
   */
  constructor({ niceness, signal }: { niceness: number; signal?: AbortSignal }) {
    this.#niceness = niceness;
    this.#signal = signal;
    signal?.addEventListener('abort', this.#close);
    this.#isClosed = signal?.aborted ?? false;
  }

  /** Resolves with the words of the file. An inspection reads no words. Throws FileFaultError. */
  async run(job: Job, milliseconds: number): Promise<Word[]> {
    return (await this.#ask(job, milliseconds)).words;
  }

  /** Throws FileFaultError. */
  async examine(file: Omit<Job, 'task'>, milliseconds: number): Promise<Suspicion[]> {
    return (await this.#ask({ task: 'examine', ...file }, milliseconds)).suspicions;
  }

  /** Resolves with a page of the file as PNG. Throws FileFaultError. */
  async draw(file: Omit<Job, 'task'> & { page: number }, milliseconds: number): Promise<Uint8Array> {
    return Buffer.from((await this.#ask({ task: 'draw', ...file }, milliseconds)).picture, 'base64');
  }

  /** Converts a HEIC, and resolves with a JPEG. Throws FileFaultError. */
  async convert(bytes: Uint8Array, milliseconds: number): Promise<Uint8Array> {
    const { picture } = await this.#ask({ task: 'convert', format: 'HEIC', bytes }, milliseconds);
    return Buffer.from(picture, 'base64');
  }

  async #ask({ bytes, onPage, ...job }: Job, milliseconds: number): Promise<ReaderReply> {
    if (this.#isClosed) throw new FileFaultError('BROKEN', 'The reader was closed.');
    this.#child ??= startChild({ niceness: this.#niceness });
    const request = { ...job, size: bytes.length };
    const reply = await this.#exchange(this.#child, request, { bytes, milliseconds, onPage });
    if (reply.fault) throw new FileFaultError(reply.fault, reply.detail);
    return reply;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#signal?.removeEventListener('abort', this.#close);
    if (this.#child) await kill(this.#child);
  }

  async #exchange(
    child: ChildProcess,
    request: ReaderRequest,
    { bytes, milliseconds, onPage }: Pick<Job, 'bytes' | 'onPage'> & { milliseconds: number },
  ): Promise<ReaderReply> {
    const { promise, resolve } = Promise.withResolvers<ReaderReply>();
    const fail = (fault: FileFault, detail: string) => {
      if (this.#child === child) this.#child = undefined;
      resolve({ fault, detail, words: [], suspicions: [], picture: '' });
      void kill(child);
    };
    const onReply = (message: ReaderReply | { reading: PageReading }) => {
      if ('reading' in message) onPage?.(message.reading);
      else if (message.fault === 'TOO_LARGE_DECODED') fail(message.fault, message.detail);
      else resolve(message);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
      fail(
        outOfMemory.includes(signal ?? '') ? 'TOO_LARGE_DECODED' : 'BROKEN',
        `Ended by ${signal ?? code}.`,
      );
    const onError = (error: Error) => fail('BROKEN', String(error));
    child.on('message', onReply).on('exit', onExit).on('error', onError);
    const timer = setTimeout(() => fail('TIMEOUT', `No response within ${milliseconds} ms.`), milliseconds);
    const unwatch = watchMemory(child.pid ?? 0, residentBytes[request.task], (held) =>
      fail('TOO_LARGE_DECODED', `The process held ${held} bytes.`),
    );
    child.send(request, (error) => error && onError(error));
    // The file is sent through the pipe, because a message would copy it twice in this process.
    child.stdin?.write(bytes);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      unwatch();
      child.off('message', onReply).off('exit', onExit).off('error', onError);
    }
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
