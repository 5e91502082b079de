import { onNpmExit } from './on-npm-exit.ts';

/**
 * Under npm, pressing Ctrl+C once causes two signals, one of which npm forwards. So two signals within this time count
 * as one.
 */
const samePressMs = 1000;

interface Draining {
  /** Finishes the work in progress. */
  close: () => Promise<void>;
  print: (line: string) => void;
}

/**
 * Watches for SIGINT, SIGTERM and the end of npm. Call this function before the start of a server. A signal during the
 * start must not be lost, and it must not end a process that has begun to accept requests. The returned function waits
 * for the first signal, and then calls `close`. Another signal more than `samePressMs` later ends the process at once.
 */
export function drainOnSignal(): (draining: Draining) => Promise<void> {
  const first = Promise.withResolvers<NodeJS.Signals>();
  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (firstSignalAt === undefined) {
      firstSignalAt = now;
      first.resolve(signal);
    } else if (now - firstSignalAt > samePressMs) {
      process.exit(signal === 'SIGINT' ? 130 : 143);
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  onNpmExit(() => firstSignalAt === undefined && onSignal('SIGTERM'));
  return async ({ close, print }) => {
    print(`${await first.promise}: finishing the work in progress.`);
    await close();
  };
}
