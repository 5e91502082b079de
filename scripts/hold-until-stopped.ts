/** Does the work of a script, and then ends the process. Disposes of `held` even after an error or a signal. */
export async function holdUntilStopped(work: (held: AsyncDisposableStack) => Promise<void>): Promise<void> {
  const stopped = Promise.withResolvers<never>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopped.reject(new Error(`The script was stopped by ${signal}.`)));
  process.once('uncaughtException', stopped.reject);
  try {
    await using held = new AsyncDisposableStack();
    await Promise.race([work(held), stopped.promise]);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  // After a signal, `work` may still be waiting for something, which would keep the process running.
  process.exit();
}
