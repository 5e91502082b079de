import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Report, readPlaywright, readVitest, type TimedTest } from './read-report.ts';

/* Runs the stages in order, up to the first stage that fails. The last lines show the slowest tests and the counts. */
interface Stage {
  name: string;
  run: string[];
  /** Absent if the stage runs no tests. */
  read?: (path: string) => Report | null;
}

const folder = mkdtempSync(join(tmpdir(), 'winkwire-test-'));
const reportPath = (name: string) => join(folder, `${name}.json`);
const vitestReport = (name: string) => [
  '--',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportPath(name)}`,
];

const stages: Stage[] = [
  { name: 'lint', run: ['run', 'lint'] },
  { name: 'types', run: ['run', 'typecheck'] },
  { name: 'build', run: ['run', 'build'] },
  { name: 'size', run: ['run', 'size'] },
  { name: 'cache', run: ['exec', '--', 'node', 'scripts/fill-compile-cache.ts'] },
  { name: 'unit', run: ['run', 'test:unit', ...vitestReport('unit')], read: readVitest },
  { name: 'packages', run: ['run', 'test:packages', ...vitestReport('packages')], read: readVitest },
  { name: 'browser', run: ['run', 'test:e2e', '--', '--reporter=list,json'], read: readPlaywright },
];

let passed = 0;
let failed = 0;
const tests: TimedTest[] = [];
const lines: string[] = [];
for (const { name, run, read } of stages) {
  console.log(`\n▶ ${name}: npm ${run.slice(0, 2).join(' ')}`);
  const start = performance.now();
  const { status } = spawnSync('npm', ['--silent', ...run], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath(name),
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
  });
  const report = read?.(reportPath(name));
  passed += report?.passed ?? 0;
  // A stage can also fail without a failed test.
  failed += Math.max(report?.failed ?? 0, status === 0 ? 0 : 1);
  tests.push(...(report?.tests ?? []));
  lines.push(`${name.padEnd(9)}${seconds(performance.now() - start)} s  ${status === 0 ? 'ok' : 'FAILED'}`);
  if (status !== 0) break;
}
rmSync(folder, { recursive: true });

const slowest = tests.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, 10);
console.log('\nThe slowest tests:\n');
for (const { name, milliseconds } of slowest) console.log(`${seconds(milliseconds)} s  ${name}`);
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1).padStart(7);
}
