/** The interval, in ms, at which the parent's process id is read. Reading it takes less than a microsecond. */
const intervalMs = 250;

/**
 * The process id of the parent, which is a shell if npm has started this process. It is read at once, because
 * the shell may end while the server is still starting.
 */
const shell = process.ppid;

/**
 * Calls `stop` when the shell in which npm started this process has ended. npm forwards SIGTERM only to this shell, and
 * Debian's shell ends without forwarding the signal. Without this check, a supervisor that stops `npx winkwire serve`
 * would leave the server running.
 */
export function onNpmExit(stop: () => void): void {
  if (process.env.npm_command === undefined || process.platform === 'win32') return;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    stop();
  }, intervalMs);
  timer.unref();
}
