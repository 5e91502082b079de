/**
 * Does the work of a script. Then disposes of what `held` contains, such as servers that the work has started, and
 * ends the process. If the work fails or a signal stops the script, `held` is disposed of too.
 */
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
  // After a signal, the work may still be waiting for something, which would keep the process running.
  process.exit();
}
