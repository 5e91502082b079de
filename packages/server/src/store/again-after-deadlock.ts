/** SQLSTATE of a transaction that PostgreSQL gave up because it and another waited for each other. */
const deadlock = '40P01';
const mostTries = 5;

/**
 * Does a whole transaction again that was given up for another one, which goes on at once: only for work that asks the
 * database all that it needs to know. Batches lock their rows in the order of the key, but a batch of outcomes is two
 * statements, and neither retention nor a clock that is set back goes by the key.
 */
export async function againAfterDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || (error as { code?: unknown }).code !== deadlock) throw error;
    }
  }
}
