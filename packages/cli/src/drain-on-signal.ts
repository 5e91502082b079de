import { onFirstSignal } from './on-first-signal.ts';

interface Draining {
  close: () => Promise<void>;
  print: (line: string) => void;
}

/**
 * Call this function before the start of a server. Otherwise a signal during the start could be lost, or end a process
 * that already accepts requests. The returned function waits for the first signal, and calls `close`.
 */
export function drainOnSignal(): (draining: Draining) => Promise<void> {
  const first = Promise.withResolvers<NodeJS.Signals>();
  onFirstSignal(first.resolve);
  return async ({ close, print }) => {
    print(`${await first.promise}: finishing the work in progress.`);
    await close();
  };
}
