/** Resolves to undefined if `signal` has been aborted meanwhile, because then the work has no result that is wanted. */
export async function unlessAborted<Data>(
  signal: AbortSignal,
  work: Promise<Data>,
): Promise<Data | undefined> {
  try {
    const data = await work;
    return signal.aborted ? undefined : data;
  } catch (cause) {
    if (signal.aborted) return undefined;
    throw cause;
  }
}
