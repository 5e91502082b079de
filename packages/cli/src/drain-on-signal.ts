import { onNpmExit } from './on-npm-exit.ts';

/** One Ctrl+C arrives twice, because npm forwards it. Two signals within this time count as one. */
const samePressMs = 1000;

/**
 * Waits for SIGINT, SIGTERM or the end of npm, then calls `close`, which finishes the work in hand. Resolves when
 * `close` does. A second signal ends the process at once.
 */
export function drainOnSignal(close: () => Promise<void>, print: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let firstSignalAt: number | undefined;
    const onSignal = (signal: NodeJS.Signals) => {
      const now = performance.now();
      if (firstSignalAt === undefined) {
        firstSignalAt = now;
        print(`${signal}: finishing the work in hand.`);
        close().then(resolve, reject);
      } else if (now - firstSignalAt > samePressMs) {
        process.exit(signal === 'SIGINT' ? 130 : 143);
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    onNpmExit(() => firstSignalAt === undefined && onSignal('SIGTERM'));
  });
}
