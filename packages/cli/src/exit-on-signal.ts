/** A signal is the usual end of a command that runs until it is stopped, so its exit code is 0. */
export function exitOnSignal(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
}
