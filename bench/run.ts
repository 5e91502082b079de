import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { keepSections } from './src/keep-sections.ts';
import { measureDraining, measureLatency, measureLimit, measureRate, type Rate } from './src/measure.ts';
import { measureFrontDoor } from './src/measure-front-door.ts';
import { Receiving } from './src/receiving.ts';
import { Report } from './src/report.ts';
import { slowFlush } from './src/slow-flush.ts';
import { Winkwires } from './src/winkwires.ts';

/*
 * `npm run bench [events] [backlog]` measures rates and latencies. A `backlog` of 0 skips the slow measurements.
 *
 * Machines differ, so rates are also given as ratios to what one process can sign and POST (see limit.ts). Run nothing
 * else on the machine during a measurement.
 */

const count = Number(process.argv[2] ?? 60_000);
const backlog = Number(process.argv[3] ?? 1_000_000);
const rounds = 5;
const results = fileURLToPath(new URL('./results.md', import.meta.url));

/** The round with the most deliveries per second. A first round warms up and is not counted. */
async function repeat(measure: () => Promise<Rate>): Promise<Rate> {
  await measure();
  const rates: Rate[] = [];
  for (let round = 0; round < rounds; round++) rates.push(await measure());
  return rates.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
}

await using receiving = await Receiving.start();
const [cpu] = cpus();
const head = `# Measured ${new Date().toISOString().slice(0, 16)}Z

${cpus().length} cores (${cpu!.model}), ${(totalmem() / 1e9).toFixed(0)} GB, Node ${process.version}, load before the run ${loadavg()[0]!.toFixed(1)}, ${count} events, best of ${rounds} rounds after one to warm up.`;
const report = new Report(head, await repeat(() => measureLimit(receiving, count)));

report.beginRates();
for (const [name, engine, processes] of [
  ['SQLite', 'sqlite', 1],
  ['PostgreSQL, 1 process', 'postgres', 1],
  ['PostgreSQL, 2 processes', 'postgres', 2],
] as const) {
  await using winkwires = await Winkwires.start(engine, { processes });
  // With only one endpoint, one of the two processes would have no work.
  for (let n = 0; n < processes; n++) await winkwires.endpoint(`${receiving.url}/e${n}`);
  const of = { count: Math.ceil(count / processes), fanOut: processes };
  report.rate(name, await repeat(() => measureRate({ receiving, winkwires }, of)));
}
{
  await using winkwires = await Winkwires.start('sqlite');
  for (let n = 0; n < 10; n++) await winkwires.endpoint(`${receiving.url}/many${n}`);
  const of = { count: Math.ceil(count / 10), fanOut: 10 };
  report.rate('SQLite, fan-out 10', await repeat(() => measureRate({ receiving, winkwires }, of)));
}
using slow = slowFlush();
if (slow) {
  await using winkwires = await Winkwires.start('sqlite', { env: slow.env });
  await winkwires.endpoint(`${receiving.url}/slow`);
  report.rate(
    'SQLite, each flush 2 ms slower',
    await repeat(() => measureRate({ receiving, winkwires }, { count })),
  );
}
if (backlog > 0) {
  for (const engine of ['sqlite', 'postgres'] as const) {
    const name = engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
    await using winkwires = await Winkwires.start(engine);
    const both = { receiving, winkwires };
    const webhookId = await winkwires.endpoint(`${receiving.url}/paused`, { active: false });
    await winkwires.publish(backlog);
    await winkwires.endpoint(`${receiving.url}/beside`);
    report.rate(`${name} beside a backlog of ${backlog}`, await repeat(() => measureRate(both, { count })));
    // The paused webhook also has a delivery for each event of the warm-up and of the rounds.
    const waiting = backlog + (rounds + 1) * count;
    const draining = await measureDraining(both, { webhookId, count: waiting });
    report.rate(`${name}, that backlog itself, read back from the store`, draining);
  }
}

report.beginLatencies();
for (const engine of ['sqlite', 'postgres'] as const) {
  await using winkwires = await Winkwires.start(engine);
  await winkwires.endpoint(`${receiving.url}/first`);
  const steady = { count: 2000, perSecond: 200, path: '/first' };
  const name = engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  report.latency(`${name}, 200 events/s`, await measureLatency({ receiving, winkwires }, steady));
}
{
  await using winkwires = await Winkwires.start('sqlite');
  const both = { receiving, winkwires };
  for (let n = 0; n < 98; n++) await winkwires.endpoint(`${receiving.url}/all${n}`);
  const steady = { count: 1000, perSecond: 20, path: '/all97' };
  report.latency('SQLite, 98 endpoints, 20 events/s', await measureLatency(both, steady));
  await winkwires.endpoint(`${receiving.url}/hang`);
  await winkwires.endpoint(`${receiving.url}/fail`);
  report.latency('the same beside a hanging and a failing endpoint', await measureLatency(both, steady));
}

await measureFrontDoor({ receiving, count: count / 3, rounds, print: (line) => report.print(line) });

// Keeps the sections of other measurements in results.md.
keepSections(results, report.text);
