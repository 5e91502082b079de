import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { heapMegabytes, reservedKilobytes } from './limits.ts';

/**
 * Sets limits that the operating system enforces for a child process and for the processes that it starts. No core file
 * is written, because it would contain a user's document. The memory that a process may reserve is limited. If the
 * machine runs out of memory, the child is killed first. A limit that the system does not have is skipped.
 */
const limited = `{
  ulimit -c 0
  ulimit -d ${reservedKilobytes}
  echo 1000 > /proc/self/oom_score_adj
} 2> /dev/null
exec "$0" "$@"`;

const shell = '/bin/sh';
const entry = fileURLToPath(new URL('./child.ts', import.meta.url));

/**
 * Starts a process that opens files. This child has none of the server's environment variables, and may read files only
 * in `codeFolders`.
 */
export function startChild({ niceness }: { niceness: number }): ChildProcess {
  const command = [
    process.execPath,
    '--permission',
    // The recogniser of text runs in a worker thread, and so does the check whether the server still exists.
    '--allow-worker',
    ...codeFolders().map((folder) => `--allow-fs-read=${folder}`),
    '--disable-warning=PERM0006',
    `--max-old-space-size=${heapMegabytes}`,
    entry,
  ];
  const [file, ...given] = existsSync(shell) ? [shell, '-c', limited, ...command] : command;
  const child = spawn(file as string, given, {
    env: {},
    cwd: '/',
    // Libraries report the flaws of a file. Their messages may contain text of the file, so they are not logged.
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  // If the child could not start or has ended, writing to it fails. These errors are ignored here, because
  // `ReaderProcess` listens for the child's errors and its end.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  lowerPriority(child, niceness);
  return child;
}

/** The folders with our packages' code, and the folders in which Node resolves their imports. */
function codeFolders(): string[] {
  const modules = createRequire(import.meta.url).resolve.paths('unpdf') ?? [];
  return [fileURLToPath(new URL('../../../../', import.meta.url)), ...modules].filter((path) =>
    existsSync(path),
  );
}

function lowerPriority({ pid }: ChildProcess, niceness: number): void {
  try {
    if (pid !== undefined) setPriority(pid, niceness);
  } catch {
    // Either the child has just ended, which another event reports. Or the server itself has a lower priority, and may
    // not give its child a higher one.
  }
}
