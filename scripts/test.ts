import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Counts, readPlaywright, readVitest } from './read-counts.ts';

/*
 * Everything that must hold before a change lands, the quick stages first. Stops at the first stage that fails; the
 * last line sums the tests of all stages.
 */
interface Stage {
  name: string;
  run: string[];
  /** For stages of tests: reads the report that the stage left at `report`. */
  counts?: (report: string) => Counts | null;
}

const folder = mkdtempSync(join(tmpdir(), 'winkwire-test-'));
const report = (name: string) => join(folder, `${name}.json`);
const vitestReport = (name: string) => [
  '--',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report(name)}`,
];

const stages: Stage[] = [
  { name: 'lint', run: ['run', 'lint'] },
  { name: 'types', run: ['run', 'typecheck'] },
  { name: 'build', run: ['run', 'build'] },
  { name: 'size', run: ['run', 'size'] },
  { name: 'unit', run: ['run', 'test:unit', ...vitestReport('unit')], counts: readVitest },
  { name: 'packages', run: ['run', 'test:packages', ...vitestReport('packages')], counts: readVitest },
  { name: 'browser', run: ['run', 'test:e2e', '--', '--reporter=list,json'], counts: readPlaywright },
];

const total: Counts = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const { name, run, counts } of stages) {
  console.log(`\n▶ ${name}: npm ${run.slice(0, 2).join(' ')}`);
  const start = performance.now();
  const { status } = spawnSync('npm', ['--silent', ...run], {
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report(name) },
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(7);
  const { passed, failed } = counts?.(report(name)) ?? { passed: 0, failed: 0 };
  total.passed += passed;
  // A stage can also fail with no test to blame.
  total.failed += status === 0 ? failed : Math.max(failed, 1);
  lines.push(`${name.padEnd(9)}${seconds} s  ${status === 0 ? 'ok' : 'FAILED'}`);
  if (status !== 0) break;
}
rmSync(folder, { recursive: true });

console.log(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
