import { onFirstSignal } from './on-first-signal.ts';

interface Draining {
  /** Finishes the work in progress. */
  close: () => Promise<void>;
  print: (line: string) => void;
}

/**
 * Watches for SIGINT, SIGTERM and the end of npm. Call this function before the start of a server. Otherwise a signal
 * during the start could be lost, or could end a process that has already begun to accept requests. The returned
 * function waits for the first signal, and then calls `close`. Another, later signal ends the process at once.
 */
export function drainOnSignal(): (draining: Draining) => Promise<void> {
  const first = Promise.withResolvers<NodeJS.Signals>();
  onFirstSignal(first.resolve);
  return async ({ close, print }) => {
    print(`${await first.promise}: finishing the work in progress.`);
    await close();
  };
}
