import { EventEmitter } from 'node:events';

/*
 * Tells those who wait in this process that an account has changed. A hint only: whoever waits also looks by itself,
 * since the change may have been made by another process.
 */
const changes = new EventEmitter().setMaxListeners(0);

export const announceChange = (accountId: string): void => {
  changes.emit(accountId);
};

/** Resolves at the next change, at the latest after so many ms, or when the signal aborts. */
export function nextChange(accountId: string, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      changes.off(accountId, done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    changes.on(accountId, done);
    signal?.addEventListener('abort', done);
    if (signal?.aborted) done();
  });
}
