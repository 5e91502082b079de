import { pause } from '../../platform/deadline.ts';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { ThreadClient } from './thread-client.ts';

/** The maximum number of attempts to overwrite deleted data, and the pause in ms between two attempts. */
const maxTries = 5;
const restMs = 1500;

export class Expunger {
  readonly #writer: ThreadClient;
  readonly #startCheckpointer: () => ThreadClient;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(writer: ThreadClient, startCheckpointer: () => ThreadClient) {
    this.#writer = writer;
    this.#startCheckpointer = startCheckpointer;
  }

  /**
   * All waiting calls share the next run. They cannot join the current run, which may already have passed the pages
   * with their data.
   */
  expunge(): Promise<void> {
    this.#next ??= this.#running.then(() => this.#start());
    return this.#next;
  }

  #start(): Promise<void> {
    this.#next = undefined;
    const run = this.#run();
    this.#running = run.catch(() => {});
    return run;
  }

  async #run(): Promise<void> {
    for (let tries = 1; !(await this.#overwrite()); tries++) {
      if (tries === maxTries)
        throw new StoreUnavailable(new Error('another process is using the write-ahead log'));
      await pause(restMs);
    }
  }

  /**
   * Writes continue until the log is emptied. Then they wait for some milliseconds, or up to `erasureTimeoutMs` if a
   * reader is slow.
   */
  async #overwrite(): Promise<boolean> {
    const checkpointer = this.#startCheckpointer();
    try {
      const salts = await checkpointer.ask<string | undefined>({ kind: 'overwriteUnused' });
      return salts !== undefined && (await this.#writer.ask<boolean>({ kind: 'emptyLog', salts }));
    } finally {
      await checkpointer.ask({ kind: 'resume' });
    }
  }
}
