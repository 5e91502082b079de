import { onNpmExit } from './on-npm-exit.ts';

/**
 * Under npm, pressing Ctrl+C once causes two signals, one of which npm forwards. So two signals within this time count
 * as one.
 */
const samePressMs = 1000;

export const exitCodeOf = (signal: NodeJS.Signals): number => (signal === 'SIGINT' ? 130 : 143);

/**
 * Calls `handle` at the first SIGINT or SIGTERM, or when npm ends. Another signal more than `samePressMs` later ends
 * the process at once.
 */
export function onFirstSignal(handle: (signal: NodeJS.Signals) => void): void {
  let firstSignalAt: number | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    const now = performance.now();
    if (firstSignalAt === undefined) {
      firstSignalAt = now;
      handle(signal);
    } else if (now - firstSignalAt > samePressMs) {
      process.exit(exitCodeOf(signal));
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  onNpmExit(() => firstSignalAt === undefined && onSignal('SIGTERM'));
}
