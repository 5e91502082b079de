import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Latency, measureLatency, measureLimit, measureRate, type Rate } from './src/measure.ts';
import { Receiving } from './src/receiving.ts';
import { Winkwires } from './src/winkwires.ts';

/*
 * `npm run bench [events] [backlog]`: everything in one run, as ratios to the limit of the same run. Absolute times
 * on a shared machine prove nothing, and ratios only when nothing else runs.
 */

const count = Number(process.argv[2] ?? 30_000);
const backlog = Number(process.argv[3] ?? 1_000_000);
const rounds = 3;
const lines: string[] = [];

function tell(line: string): void {
  console.log(line);
  lines.push(line);
}

const best = (rates: Rate[]): Rate => rates.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));

async function repeat(measure: () => Promise<Rate>): Promise<Rate> {
  const rates: Rate[] = [];
  for (let round = 0; round < rounds; round++) rates.push(await measure());
  return best(rates);
}

const row = (name: string, rate: Rate, limit: Rate): void =>
  tell(
    `| ${name} | ${rate.perSecond.toFixed(0)} | ${(rate.perSecond / limit.perSecond).toFixed(2)} | ${(rate.cpu * 1000).toFixed(1)} | ${(rate.cpu / limit.cpu).toFixed(2)} | ${rate.accepted.toFixed(0)} | ${(rate.rss / 1e6).toFixed(0)} |`,
  );

const latency = (name: string, { p50, p95, p99 }: Latency): void =>
  tell(`| ${name} | ${p50.toFixed(2)} | ${p95.toFixed(2)} | ${p99.toFixed(2)} |`);

await using receiving = await Receiving.start();
const [cpu] = cpus();
tell(`# Measured ${new Date().toISOString().slice(0, 16)}Z\n`);
tell(
  `${cpus().length} cores (${cpu!.model}), ${(totalmem() / 1e9).toFixed(0)} GB, Node ${process.version}, load before the run ${loadavg()[0]!.toFixed(1)}, ${count} events, best of ${rounds} rounds.\n`,
);
tell('| what | deliveries/s | of the limit | CPU ms for 1,000 | of the limit | accepted/s | memory MB |');
tell('| --- | --- | --- | --- | --- | --- | --- |');
const limit = await repeat(() => measureLimit(receiving, count));
row('the limit: sign and POST, no database', limit, limit);

const latencies: [string, Latency][] = [];
for (const [engine, processes] of [
  ['sqlite', 1],
  ['postgres', 1],
  ['postgres', 2],
] as const) {
  const name =
    engine === 'sqlite' ? 'SQLite' : `PostgreSQL, ${processes} process${processes > 1 ? 'es' : ''}`;
  await using winkwires = await Winkwires.start(engine, processes);
  const both = { receiving, winkwires };
  await winkwires.endpoint(`${receiving.url}/first`);
  // Two processes share endpoints, not one endpoint: the second gives the other something to do.
  if (processes > 1) await winkwires.endpoint(`${receiving.url}/second`);
  row(name, await repeat(() => measureRate(both, { count, fanOut: processes })), limit);
  const steady = { count: 2000, perSecond: 200, path: '/first' };
  latencies.push([`${name}, 200 events/s`, await measureLatency(both, steady)]);
}

{
  await using winkwires = await Winkwires.start('sqlite');
  const both = { receiving, winkwires };
  for (let n = 0; n < 10; n++) await winkwires.endpoint(`${receiving.url}/many${n}`);
  const few = Math.ceil(count / 10);
  row('SQLite, fan-out 10', await repeat(() => measureRate(both, { count: few, fanOut: 10 })), limit);
}

{
  await using winkwires = await Winkwires.start('sqlite');
  const both = { receiving, winkwires };
  for (let n = 0; n < 98; n++) await winkwires.endpoint(`${receiving.url}/all${n}`);
  const steady = { count: 1000, perSecond: 20, path: '/all97' };
  latencies.push(['SQLite, 98 endpoints, 20 events/s', await measureLatency(both, steady)]);
  await winkwires.endpoint(`${receiving.url}/hang`);
  await winkwires.endpoint(`${receiving.url}/fail`);
  latencies.push(['the same beside one that hangs and one that fails', await measureLatency(both, steady)]);
}

if (backlog > 0) {
  await using winkwires = await Winkwires.start('sqlite');
  const both = { receiving, winkwires };
  await winkwires.endpoint(`${receiving.url}/paused`, { active: false });
  await winkwires.publish(backlog);
  await winkwires.endpoint(`${receiving.url}/first`);
  row(`SQLite beside a backlog of ${backlog}`, await repeat(() => measureRate(both, { count })), limit);
}

tell('\n| event accepted to request received, ms | p50 | p95 | p99 |');
tell('| --- | --- | --- | --- |');
for (const [name, measured] of latencies) latency(name, measured);
writeFileSync(fileURLToPath(new URL('./results.md', import.meta.url)), `${lines.join('\n')}\n`);
