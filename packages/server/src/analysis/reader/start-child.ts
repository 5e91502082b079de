import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { heapMegabytes, reservedKilobytes } from './limits.ts';

/**
 * Limits that the system holds, of a child and whatever it starts: no core file with somebody's document in it, the
 * most that it may reserve, and the first place when the machine has no memory left. What a system does not know is
 * left out.
 */
const limited = `{
  ulimit -c 0
  ulimit -d ${reservedKilobytes}
  echo 1000 > /proc/self/oom_score_adj
} 2> /dev/null
exec "$0" "$@"`;

const shell = '/bin/sh';
const entry = fileURLToPath(new URL('./child.ts', import.meta.url));

/** Starts a process that opens files: without our environment, and without a right but to read our code. */
export function startChild({ niceness }: { niceness: number }): ChildProcess {
  const command = [
    process.execPath,
    '--permission',
    // The recogniser runs in one.
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
    // Readers of documents complain about every flaw of a stranger's file; their words are not ours to log.
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  // The owner hears of the exit by another event; a pipe that the exit broke is not an error.
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  lowerPriority(child, niceness);
  return child;
}

/** The packages' own code, and where Node looks for what it imports. */
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
    // It has just ended, which its owner hears in another way.
  }
}
