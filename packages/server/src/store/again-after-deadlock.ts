/** The SQLSTATE of a deadlock: two transactions waited for each other, and PostgreSQL has aborted one of them. */
const deadlock = '40P01';
const mostTries = 5;

/**
 * Repeats a transaction that PostgreSQL aborted because of a deadlock. No pause is needed, because the other
 * transaction continues at once. The work must be able to run again from its beginning, and must read everything it
 * needs from the database each time.
 *
 * Batches lock their rows in key order, but deadlocks are still possible. A batch of outcomes updates deliveries in two
 * statements, and retention and `bringRetriesForward` do not lock in key order.
 */
export async function againAfterDeadlock<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === mostTries || !isDeadlock(error)) throw error;
    }
  }
}

export const isDeadlock = (error: unknown): boolean => (error as { code?: unknown }).code === deadlock;
