/**
 * Ends the process with exit code 0 at SIGINT or SIGTERM. These signals are the usual way to end a command that runs
 * until it is stopped.
 */
export function exitOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
}
