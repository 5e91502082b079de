import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Report, readPlaywright, readVitest, type TimedTest } from './read-report.ts';

/*
 * Runs everything that must pass before a change is merged. The quick stages come first, one after the other, and the
 * first that fails ends the run. Then two lanes run at the same time: the unit tests, and the tests of the packages and
 * of the browser. Tests mostly wait, and without lanes the stages used only 58 % of two cores. The last lines show the
 * slowest tests, and how many tests of all stages passed and failed.
 */
interface Stage {
  name: string;
  run: string[];
  /** Reads the report of the stage. Undefined for stages that run no tests. */
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

const quick: Stage[] = [
  { name: 'lint', run: ['run', 'lint'] },
  { name: 'types', run: ['run', 'typecheck'] },
  { name: 'build', run: ['run', 'build'] },
  { name: 'size', run: ['run', 'size'] },
  { name: 'cache', run: ['exec', '--', 'node', 'scripts/fill-compile-cache.ts'] },
];
const unit: Stage = { name: 'unit', run: ['run', 'test:unit', ...vitestReport('unit')], read: readVitest };
const others: Stage[] = [
  { name: 'packages', run: ['run', 'test:packages', ...vitestReport('packages')], read: readVitest },
  { name: 'browser', run: ['run', 'test:e2e', '--', '--reporter=list,json'], read: readPlaywright },
];

let passed = 0;
let failed = 0;
const tests: TimedTest[] = [];
const lines: string[] = [];

await runLane(quick, 'inherit');
if (failed === 0) await Promise.all([runLane([unit], 'inherit'), runLane(others, 'pipe')]);
rmSync(folder, { recursive: true });

const slowest = tests.toSorted((one, other) => other.milliseconds - one.milliseconds).slice(0, 10);
console.log('\nThe slowest tests:\n');
for (const { name, milliseconds } of slowest) console.log(`${seconds(milliseconds)} s  ${name}`);
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs stages one after the other, until one fails. With `pipe`, prints the output of a stage when the stage ends. */
async function runLane(stages: readonly Stage[], output: 'inherit' | 'pipe'): Promise<void> {
  for (const stage of stages) if (!(await runStage(stage, output))) return;
}

async function runStage({ name, run, read }: Stage, output: 'inherit' | 'pipe'): Promise<boolean> {
  const title = `\n▶ ${name}: npm ${run.slice(0, 2).join(' ')}`;
  if (output === 'inherit') console.log(title);
  const start = performance.now();
  const child = spawn('npm', ['--silent', ...run], {
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath(name),
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  const [status] = await once(child, 'close');
  if (output === 'pipe') console.log(`${title}\n${text}`);
  const report = read?.(reportPath(name));
  passed += report?.passed ?? 0;
  // A stage can also fail although no test has failed. This counts as one failure.
  failed += Math.max(report?.failed ?? 0, status === 0 ? 0 : 1);
  tests.push(...(report?.tests ?? []));
  lines.push(`${name.padEnd(9)}${seconds(performance.now() - start)} s  ${status === 0 ? 'ok' : 'FAILED'}`);
  return status === 0;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1).padStart(7);
}
