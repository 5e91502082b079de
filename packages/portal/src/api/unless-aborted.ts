/** Undefined if `signal` has been aborted before `work` ends, because then nobody needs the result. */
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
