import { whenNpmIsGone } from './when-npm-is-gone.ts';

/** A second, impatient Ctrl+C ends the process at once. npm passes the first one on, so both arrive within this time, in ms. */
const samePress = 1000;

/** Resolves when the process was asked to end, by SIGINT, SIGTERM or the end of npm, and `close` has finished the work in hand. */
export function drainOnSignal(close: () => Promise<void>, print: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    const onSignal = (signal: NodeJS.Signals) => {
      const now = Date.now();
      if (asked === 0) {
        asked = now;
        print(`${signal}: finishing the work in hand.`);
        close().then(resolve, reject);
      } else if (now - asked > samePress) {
        process.exit(signal === 'SIGINT' ? 130 : 143);
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
    whenNpmIsGone(() => asked === 0 && onSignal('SIGTERM'));
  });
}
