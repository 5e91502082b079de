import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { heapMegabytes, reservedKilobytes } from './limits.ts';

/**
 * A core file would contain a user's document. If the machine runs out of memory, the child is killed first. Limits
 * that the system does not have are skipped.
 */
const limited = `{
  ulimit -c 0
  ulimit -d ${reservedKilobytes}
  echo 1000 > /proc/self/oom_score_adj
} 2> /dev/null
exec "$0" "$@"`;

const shell = '/bin/sh';
const entry = fileURLToPath(new URL('./child.ts', import.meta.url));

/** The child gets no environment variables of the server, and may read only `codeFolders`. */
export function startChild({ niceness }: { niceness: number }): ChildProcess {
  const command = [
    process.execPath,
    '--permission',
    // The recogniser and the check of the parent run in threads.
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
    // The libraries' messages may contain text of the file, so they are not logged.
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  // Writing to an ended child fails. The errors are ignored here, because `ReaderProcess` handles the child's errors
  // and its end.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  lowerPriority(child, niceness);
  return child;
}

/** The folders with our code, and the folders in which Node resolves the imports of that code. */
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
    // The child has ended, or its priority would be higher than the server's, which is not permitted.
  }
}
