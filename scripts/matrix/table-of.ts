import type { Postgres, Program } from './toolchain.ts';

/** How many tests passed and failed with one version of Node and one version of PostgreSQL. */
export interface Row {
  node: Program;
  postgres: Postgres;
  passed: number;
  failed: number;
}

/** A Markdown table of the results. */
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
