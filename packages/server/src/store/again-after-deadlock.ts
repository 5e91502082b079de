/** SQLSTATE: PostgreSQL aborted the transaction because it and another one were waiting for each other. */
const deadlock = '40P01';
const mostTries = 5;

/**
 * Repeats a transaction that PostgreSQL aborted because of a deadlock. The other one goes on at once, so there is no
 * pause. Use it only for work that reads everything it needs from the database. Deadlocks happen although batches
 * lock their rows in key order: a batch of outcomes is two statements, and neither retention nor a change of the
 * clock follows that order.
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
