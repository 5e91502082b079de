/** Milliseconds. Reading the parent's id costs less than a microsecond. */
const lookEvery = 250;

/**
 * Calls back when npm has started this process through a shell, and that shell has ended. npm passes SIGTERM on to the
 * shell alone. Debian's shell dies of it without a word to us, so a supervisor that stops `npx winkwire serve` would
 * leave the server running.
 */
export function whenNpmIsGone(stop: () => void): void {
  if (process.env.npm_command === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    stop();
  }, lookEvery);
  timer.unref();
}
