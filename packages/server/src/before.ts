/** When a deadline has passed, what must still be written is given so many milliseconds more, all of it together. */
export const lastMoment = 1000;

/** Resolves when the work is done, or at the deadline, of `performance.now()`, while it goes on. */
export async function before(deadline: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - performance.now()));
  });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
