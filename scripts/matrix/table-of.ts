import type { Postgres, Program } from './toolchain.ts';

export interface Row {
  node: Program;
  postgres: Postgres;
  passed: number;
  failed: number;
}

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
