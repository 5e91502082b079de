import { pause } from '../../platform/deadline.ts';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import type { ThreadClient } from './thread-client.ts';

/** The maximum number of attempts to overwrite deleted data, and the pause in ms between two attempts. */
const maxTries = 5;
const restMs = 1500;

/** Removes deleted data from the files of the database. */
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
   * Each run reads the whole file, so calls that arrive during a run share the next one. They cannot share the current
   * run, because that run may have read a page before data was deleted there.
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
   * Writes continue while the checkpointer overwrites the unused space in the database file. They wait while the writer
   * empties the write-ahead log, which takes milliseconds, or up to `erasureTimeoutMs` if a reader still needs the log.
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
