import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** How often the parent's process id is read, in ms. Reading it takes less than a microsecond. */
const intervalMs = 250;

/** Read at once, because the shell in which npm starts this process may end during the start. */
const parent = process.ppid;

/**
 * Calls `stop` when the shell in which npm started this process has ended. npm sends SIGTERM only to this shell, which
 * may not forward the signal. Without this check, `npx winkwire serve` would leave the server running.
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
 * Whether a process is npm, or was started by npm. Process 1 usually adopts a process whose shell has ended, but in a
 * container it may be npm itself.
 */
function isOfNpm(pid: number): boolean {
  const [program = ''] = textOf(`/proc/${pid}/cmdline`).split(/[\0 ]/);
  return (
    /^(node|npm|npx|pnpm|yarn|bun)\b/.test(basename(program)) ||
    textOf(`/proc/${pid}/environ`).includes('npm_command=')
  );
}

/** Empty if the file cannot be read, such as the environment of another user's process. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
