import type { Store } from '@winkwire/server/store/store';
import type { TestServer } from '@winkwire/server/testing/test-server';

/** How often a request is measured, after one that warms up. */
export const usualRounds = 5;

/** The path of a GET request, or a function that does the server's work for a page of the portal. */
export type MeasuredRequest = string | ((server: TestServer) => Promise<unknown>);

export interface Measured {
  /** In ms, over all rounds. */
  shortest: number;
  median: number;
  longest: number;
  rows: number | undefined;
  hasNext: boolean;
  plans: string[];
}

/** Measures a request and reads the plans of its queries. Throws if the status is not 200. */
export async function measureRequest(
  server: TestServer,
  request: MeasuredRequest,
  rounds = usualRounds,
): Promise<Measured> {
  const { store } = server.services;
  const run = async () => {
    if (typeof request !== 'string') return { items: [await request(server)] };
    const { status, body } = await server.call(request);
    if (status !== 200) throw new Error(`${request} returned ${status}: ${JSON.stringify(body)}`);
    return (body.data ?? {}) as { items?: unknown[]; nextCursor?: string | null };
  };
  const statements = await recorded(store, run);
  const times: number[] = [];
  let last: Awaited<ReturnType<typeof run>> = {};
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    last = await run();
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  return {
    shortest: times[0] ?? 0,
    median: times[Math.floor(rounds / 2)] ?? 0,
    longest: times.at(-1) ?? 0,
    rows: last.items?.length,
    hasNext: Boolean(last.nextCursor),
    plans: await plansOf(store, statements),
  };
}

type Statement = [sql: string, parameters: Parameters<Store['all']>[1]];

async function recorded(store: Store, run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const { all, get } = store;
  const noting = (query: typeof all | typeof get) => (sql: string, parameters?: Statement[1]) => {
    statements.push([sql, parameters]);
    return query.call(store, sql, parameters) as never;
  };
  store.all = noting(all);
  store.get = noting(get);
  await run();
  store.all = all;
  store.get = get;
  return statements;
}

async function plansOf(store: Store, statements: Statement[]): Promise<string[]> {
  const explain = { sqlite: 'explain query plan', postgres: 'explain (costs off)' }[store.engine];
  const plans = new Set<string>();
  for (const [sql, parameters] of statements) {
    const lines = await store.all<Record<string, unknown>>(`${explain} ${sql}`, parameters);
    plans.add(lines.map((line) => String(line.detail ?? line['QUERY PLAN'])).join('\n'));
  }
  return [...plans];
}
