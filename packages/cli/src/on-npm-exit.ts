import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** The interval, in ms, at which the parent's process id is read. Reading it takes less than a microsecond. */
const intervalMs = 250;

/**
 * The process id of the parent, which is a shell if npm has started this process. It is read at once, because
 * the shell may end while the server is still starting.
 */
const parent = process.ppid;

/**
 * Calls `stop` when the shell in which npm started this process has ended. npm forwards SIGTERM only to this shell, and
 * Debian's shell ends without forwarding the signal. Without this check, a supervisor that stops `npx winkwire serve`
 * would leave the server running.
 */
export function onNpmExit(stop: () => void): void {
  if (process.env.npm_command === undefined || process.platform === 'win32') return;
  const hasEndedBefore = parent === 1 && !isOfNpm(parent);
  const timer = setInterval(() => {
    if (process.ppid === parent && !hasEndedBefore) return;
    clearInterval(timer);
    stop();
  }, intervalMs);
  timer.unref();
}

/**
 * Whether a process is npm or was started by npm. Called if the parent of this process is process 1. Usually, the shell
 * that started this process has then ended, and process 1 has adopted this process. But in a container, process 1 may
 * be npm itself. Some shells replace themselves by their last command, and then npm is the true parent.
 */
function isOfNpm(pid: number): boolean {
  const [program = ''] = textOf(`/proc/${pid}/cmdline`).split(/[\0 ]/);
  return (
    /^(node|npm|npx|pnpm|yarn|bun)\b/.test(basename(program)) ||
    textOf(`/proc/${pid}/environ`).includes('npm_command=')
  );
}

/** An empty text if the file cannot be read. The environment of another user's process cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
