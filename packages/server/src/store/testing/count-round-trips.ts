import type { Queries } from '../store.ts';

/** Counts round trips: calls that are made while another one is in flight share its round trip. */
export function countRoundTrips({ all, get, run }: Queries): { queries: Queries; count(): number } {
  let count = 0;
  let inFlight = 0;
  async function counted<Result>(result: Promise<Result>): Promise<Result> {
    if (inFlight++ === 0) count++;
    try {
      return await result;
    } finally {
      inFlight--;
    }
  }
  const queries: Queries = {
    all: (sql, parameters) => counted(all(sql, parameters)),
    get: (sql, parameters) => counted(get(sql, parameters)),
    run: (sql, parameters) => counted(run(sql, parameters)),
  };
  return { queries, count: () => count };
}
