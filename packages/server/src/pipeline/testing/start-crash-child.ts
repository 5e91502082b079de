import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CrashTask } from './crash-task.ts';

const file = fileURLToPath(new URL('./crash-child.ts', import.meta.url));

export function startCrashChild(task: CrashTask): ChildProcess {
  const child = fork(file, { stdio: 'inherit' });
  child.send(task);
  return child;
}

/** Kills the process with SIGKILL, so that it writes nothing more. */
export async function killNow(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
