import type { Postgres, Program } from './toolchain.ts';

/** How the tests ended on one pair of versions. */
export interface Row {
  node: Program;
  postgres: Postgres;
  passed: number;
  failed: number;
}

/** A table in Markdown. */
export function tableOf(rows: Row[]): string {
  const lines = rows.map(
    ({ node, postgres, passed, failed }) =>
      `| ${node.version} | ${postgres.version} | ${postgres.origin} | ${passed} | ${failed} |`,
  );
  return [
    '| Node | PostgreSQL | PostgreSQL from | passed | failed |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
