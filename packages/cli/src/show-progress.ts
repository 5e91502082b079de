import type { Progress } from '@winkwire/server/backup/progress';

/** Shows progress in one line, and only on a terminal. */
export function showProgress(): Disposable & { show: Progress; end(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let shown = false;
  const end = () => {
    if (shown) process.stderr.write('\r\x1b[K');
    shown = false;
  };
  return {
    show({ what, done, all }) {
      if (!isTerminal) return;
      shown = true;
      const share = all ? ` (${Math.floor((100 * done) / all)} %)` : '';
      process.stderr.write(`\r\x1b[K${what}: ${done.toLocaleString('en')}${share}`);
    },
    end,
    [Symbol.dispose]: end,
  };
}
