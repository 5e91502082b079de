import { onNpmExit } from './on-npm-exit.ts';

/** npm forwards Ctrl+C, so one press can cause two signals. Within this time, they count as one. */
const samePressMs = 1000;

export const exitCodeOf = (signal: NodeJS.Signals): number => (signal === 'SIGINT' ? 130 : 143);

/** Calls `handle` at the first SIGINT or SIGTERM, or when npm ends. A later signal ends the process at once. */
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
