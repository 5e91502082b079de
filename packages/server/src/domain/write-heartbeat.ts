import type { Queries } from '../store/store.ts';

/** Checks that the database accepts writes. A read would also succeed on a full disk and on a standby. */
export const writeHeartbeat = (queries: Queries, now: number): Promise<number> =>
  queries.run(
    'insert into heartbeats (id, at) values (1, $1) on conflict (id) do update set at = excluded.at',
    [now],
  );
