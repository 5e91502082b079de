import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readVitest } from '../read-report.ts';
import { type Row, tableOf } from './table-of.ts';
import { findNode, findPostgres, type Postgres, type Program } from './toolchain.ts';

/*
 * Runs the conformance tests and those for PostgreSQL on several versions of Node and PostgreSQL:
 *
 *   npm run matrix                                every pair below; writes docs/matrix.md
 *   npm run matrix -- --node 24 --postgres 15     one pair
 */
const everyPair = [
  ['24', '15'],
  ['24', '16'],
  ['24', '17'],
  ['24', '18'],
  ['26', '18'],
] as const;

const { values } = parseArgs({ options: { node: { type: 'string' }, postgres: { type: 'string' } } });
const isEveryPair = !values.node && !values.postgres;
const pairs = isEveryPair ? everyPair : [[values.node ?? '24', values.postgres ?? '18'] as const];

const rows: Row[] = [];
for (const [nodeMajor, postgresMajor] of pairs) {
  const node = findNode(nodeMajor);
  const postgres = findPostgres(postgresMajor);
  console.log(`\n▶ Node ${node.version}, PostgreSQL ${postgres.version} (${postgres.origin})\n`);
  rows.push(runTests(node, postgres));
}
const table = tableOf(rows);
console.log(`\n${table}`);
if (isEveryPair) writeFileSync('docs/matrix.md', page(table));
process.exitCode = rows.every(({ failed }) => failed === 0) ? 0 : 1;

function runTests(node: Program, postgres: Postgres): Row {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-matrix-'));
  const file = join(folder, 'report.json');
  const { status } = spawnSync(
    node.path,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      // Test files with one of these words in their path.
      ...['conformance', 'postgres'],
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        PATH: `${dirname(node.path)}:${process.env.PATH}`,
        TEST_POSTGRES_BIN: postgres.path,
      },
    },
  );
  const report = readVitest(file);
  rmSync(folder, { recursive: true });
  return {
    node,
    postgres,
    passed: report?.passed ?? 0,
    // Vitest can end with an error although no test has failed.
    failed: Math.max(report?.failed ?? 0, status === 0 ? 0 : 1),
  };
}

function page(table: string): string {
  return `# Tested versions

\`npm run matrix\` runs the conformance tests, which are the same for SQLite and PostgreSQL, and the tests of the code for
PostgreSQL alone, on each of these versions, and writes this page. CI runs the same tests on every version of PostgreSQL
with Node 24, and the unit tests, except for slow ones, on Node 24 and 26 with PostgreSQL 18.

${table}`;
}
