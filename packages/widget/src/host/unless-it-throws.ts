/**
 * Undefined if `work` throws. Values of the page may do so, for example an object without a prototype that has to
 * become text.
 */
export function unlessItThrows<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {}
}
