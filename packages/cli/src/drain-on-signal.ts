/** An impatient second Ctrl+C ends at once; npm passes the first one on, so both come within this many milliseconds. */
const samePress = 1000;

/** Resolves when the process was asked to end by SIGINT or SIGTERM and `close` has finished what was in hand. */
export function drainOnSignal(close: () => Promise<void>, tell: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let asked = 0;
    const onSignal = (signal: NodeJS.Signals) => {
      const now = Date.now();
      if (asked === 0) {
        asked = now;
        tell(`${signal}: finishing what is in hand.`);
        close().then(resolve, reject);
      } else if (now - asked > samePress) {
        process.exit(signal === 'SIGINT' ? 130 : 143);
      }
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}
