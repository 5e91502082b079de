import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Door } from './src/door.ts';
import { Receiving } from './src/receiving.ts';

/*
 * `npm run profile -w bench [sqlite|postgres] [events]` prints, for each busy thread of the server, the functions that
 * took the most time, in µs per event. The time includes waiting for the disk or for a core.
 */

const engine = process.argv[2] === 'postgres' ? 'postgres' : 'sqlite';
const count = Number(process.argv[3] ?? 40_000);
const shown = 20;

/** A file that `--cpu-prof` writes. `samples` are ids of nodes, and `timeDeltas` are the µs between two samples. */
interface Profile {
  /** In µs of the machine's monotonic clock. */
  startTime: number;
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[];
  samples: number[];
  timeDeltas: number[];
}

const waiting = new Set(['(idle)', '(program)', '(root)']);

/** The µs that each function took after the time `from`, without the functions that it called. */
function ownTimes(profile: Profile, from: number): [name: string, micros: number][] {
  const { nodes, samples, timeDeltas } = profile;
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const times = new Map<string, number>();
  let at = profile.startTime;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index]!;
    if (at < from) continue;
    const name = names.get(id) ?? '';
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index]!);
  }
  return [...times].sort(([, one], [, other]) => other - one);
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const name = functionName || '(anonymous)';
  return url ? `${name} ${basename(url)}:${lineNumber + 1}` : name;
}

let from = 0;
const folder = mkdtempSync(join(tmpdir(), 'winkwire-profile-'));
{
  await using receiving = await Receiving.start();
  const execArgv = ['--cpu-prof', '--cpu-prof-interval', '500', '--cpu-prof-dir', folder];
  await using door = await Door.open({ what: 'winkwire', engine, delivers: true, receiving, execArgv });
  await door.pass(64, count / 4);
  from = Number(process.hrtime.bigint() / 1000n);
  const { cpu } = await door.pass(64, count);
  console.log(
    `${engine}, ${count} events, ${(cpu * 1000).toFixed(0)} µs of processor time for each, all threads.`,
  );
}
for (const file of readdirSync(folder)) {
  const times = ownTimes(JSON.parse(readFileSync(join(folder, file), 'utf8')), from);
  const busy = times.filter(([name]) => !waiting.has(name));
  const perEvent = (micros: number): string => (micros / count).toFixed(2);
  const total = busy.reduce((sum, [, micros]) => sum + micros, 0);
  // Threads that take less than 5 µs per event are not worth a table.
  if (total / count < 5) continue;
  console.log(`\n| ${perEvent(total)} µs for each event | function |\n| --- | --- |`);
  for (const [name, micros] of busy.slice(0, shown)) console.log(`| ${perEvent(micros)} | \`${name}\` |`);
}
rmSync(folder, { recursive: true, force: true });
