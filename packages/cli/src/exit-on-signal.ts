import { onNpmExit } from './on-npm-exit.ts';

/** Ends the process with exit code 0: a signal is the usual way to end a command that runs until it is stopped. */
export function exitOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
  onNpmExit(() => process.exit(0));
}
