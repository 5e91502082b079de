import type { DatabaseSync } from 'node:sqlite';
import type { Queries, Value } from '../store.ts';
import { Statements } from './statements.ts';

/** Queries without database threads, which block the calling thread. */
export function fileQueries(database: DatabaseSync): Queries {
  const statements = new Statements(database);
  const all = async <Row extends object>(sql: string, parameters: readonly Value[] = []): Promise<Row[]> =>
    statements.of(sql).all(...parameters) as Row[];
  return {
    all,
    get: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
      (await all<Row>(sql, parameters))[0],
    run: async (sql, parameters = []) => Number(statements.of(sql).run(...parameters).changes),
  };
}
