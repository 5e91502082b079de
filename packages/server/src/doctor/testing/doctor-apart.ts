import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { type Config, readConfig } from '../../config.ts';
import { examine } from '../examine.ts';
import type { Finding } from '../finding.ts';

/**
 * Runs the doctor in its own thread, because it blocks its thread while it waits for SQLite's lock. A server in the
 * same thread could never release the lock.
 */
export class DoctorApart implements AsyncDisposable {
  readonly #worker = new Worker(new URL(import.meta.url));

  async examine(overrides: Partial<Config>): Promise<Finding[]> {
    this.#worker.postMessage(overrides);
    const [findings] = await once(this.#worker, 'message');
    return findings;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}

parentPort?.on('message', async (overrides: Partial<Config>) => {
  parentPort?.postMessage(await examine(readConfig({}, overrides)));
});
