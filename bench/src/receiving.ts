import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

type Message = {
  port?: number;
  count?: number;
  lastAt?: number;
  report?: [string, number][];
  reset?: boolean;
};

export class Receiving implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly url: string;
  #count = 0;
  #lastAt = 0;
  #wanted: { count: number; resolve(lastAt: number): void } | undefined;
  #reported: ((report: [string, number][]) => void) | undefined;
  #wasReset: (() => void) | undefined;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.url = `http://127.0.0.1:${port}`;
    process.on('message', (message: Message) => this.#onMessage(message));
  }

  static async start(): Promise<Receiving> {
    const process = fork(fileURLToPath(new URL('./receiver.ts', import.meta.url)));
    const { port } = await new Promise<Message>((resolve) => process.once('message', resolve as () => void));
    return new Receiving(process, port!);
  }

  /** Resolves to the time of the last arrival, when `count` events have arrived since the last reset. */
  count(count: number): Promise<number> {
    return new Promise((resolve) => {
      this.#wanted = { count, resolve };
      this.#settle();
    });
  }

  /** The arrival times in ms. A key is the path, a space and the event id. */
  report(): Promise<Map<string, number>> {
    return new Promise((resolve) => {
      this.#reported = (report) => resolve(new Map(report));
      this.#process.send({ report: true });
    });
  }

  reset(): Promise<void> {
    return new Promise((resolve) => {
      this.#wasReset = () => {
        this.#count = 0;
        resolve();
      };
      this.#process.send({ reset: true });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.disconnect();
    await exited;
  }

  #onMessage(message: Message): void {
    if (message.report) this.#reported?.(message.report);
    if (message.reset) this.#wasReset?.();
    if (message.count === undefined) return;
    this.#count = message.count;
    this.#lastAt = message.lastAt!;
    this.#settle();
  }

  #settle(): void {
    if (!this.#wanted || this.#count < this.#wanted.count) return;
    this.#wanted.resolve(this.#lastAt);
    this.#wanted = undefined;
  }
}
