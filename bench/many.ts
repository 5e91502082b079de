import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { measureLatency, measureRate, type Rate } from './src/measure.ts';
import { measureBatches } from './src/measure-batches.ts';
import { Receiving } from './src/receiving.ts';
import { Winkwires } from './src/winkwires.ts';

/*
 * `npm run many -w bench` measures many events in one request, many endpoints for one event, and many idle endpoints.
 * With `-- batches`, `-- fanOut` or `-- idle`, it measures only that and keeps the other sections of many.md.
 */

const engines = ['sqlite', 'postgres'] as const;
const nameOf = { sqlite: 'SQLite', postgres: 'PostgreSQL' };
const rounds = 3;
const page = fileURLToPath(new URL('./many.md', import.meta.url));
const headings = {
  batches: '## Events in a request',
  fanOut: '## Endpoints of an event',
  idle: '## Endpoints with nothing to do',
};

let lines: string[] = [];
function print(line: string): void {
  console.log(line);
  lines.push(line);
}

async function batches(): Promise<void> {
  print('16 clients, each with one request in flight, and no endpoint.\n');
  print('| engine | events in a request | accepted/s | ratio to single requests | CPU ms for 1,000 |');
  print('| --- | --- | --- | --- | --- |');
  const sizes = [1, 10, 100, 1000];
  for (const engine of engines) {
    const measured = await measureBatches(engine, { sizes, count: 4000, rounds });
    const alone = measured.get(1)!.perSecond;
    for (const [size, { perSecond, cpu }] of measured) {
      const cells = [
        nameOf[engine],
        size,
        perSecond.toFixed(0),
        (perSecond / alone).toFixed(1),
        (cpu * 1000).toFixed(1),
      ];
      print(`| ${cells.join(' | ')} |`);
    }
  }
}

async function fanOut(receiving: Receiving): Promise<void> {
  print('The CPU time includes all processes of Winkwire and its database, but not the receiver.\n');
  print('| engine | endpoints | deliveries/s | CPU ms for 1,000 | ratio to 10 endpoints | memory MB |');
  print('| --- | --- | --- | --- | --- | --- |');
  for (const engine of engines) {
    let ten: Rate | undefined;
    for (const [label, endpoints, filter] of [
      ['10', 10, undefined],
      ['1,000', 1000, undefined],
      ['1,000 with a filter each', 1000, { accountId: 'a'.repeat(100), note: ['x', 'n'.repeat(100)] }],
    ] as const) {
      await using winkwires = await Winkwires.start(engine);
      const webhookId = await winkwires.endpoint(`${receiving.url}/many`);
      await winkwires.copies({ webhookId, count: endpoints - 1, ...(filter && { filter }) });
      // The server polls the database every two seconds, and finds the copied webhooks then.
      await sleep(5000);
      const of = { count: Math.ceil(20_000 / endpoints), fanOut: endpoints };
      const measured: Rate[] = [];
      for (let round = 0; round <= rounds; round++)
        measured.push(await measureRate({ receiving, winkwires }, of));
      const rate = measured.slice(1).reduce((a, b) => (b.cpu < a.cpu ? b : a));
      ten ??= rate;
      const cells = [
        nameOf[engine],
        label,
        rate.perSecond.toFixed(0),
        (rate.cpu * 1000).toFixed(1),
        (rate.cpu / ten.cpu).toFixed(2),
        (rate.rss / 1e6).toFixed(0),
      ];
      print(`| ${cells.join(' | ')} |`);
    }
  }
}

async function idle(receiving: Receiving): Promise<void> {
  print(
    'The first ten endpoints get 20 events/s each, and the latency is that of one of them. The other figures are without events.\n',
  );
  print('| engine | endpoints | % of a core | memory MB | p50 ms | p99 ms |');
  print('| --- | --- | --- | --- | --- | --- |');
  for (const engine of engines) {
    await using winkwires = await Winkwires.start(engine);
    let webhookId = '';
    for (let n = 0; n < 10; n++) webhookId = await winkwires.endpoint(`${receiving.url}/idle${n}`);
    const measure = async (label: string): Promise<void> => {
      const before = await winkwires.used();
      const startedAt = performance.now();
      await sleep(30_000);
      const { cpu, rss } = await winkwires.used();
      const share = (cpu - before.cpu) / ((performance.now() - startedAt) / 1000);
      const latency = label.includes('minute')
        ? undefined
        : await measureLatency({ receiving, winkwires }, { count: 600, perSecond: 20, path: '/idle9' });
      const times = latency ? [latency.p50.toFixed(2), latency.p99.toFixed(2)] : ['–', '–'];
      const cells = [nameOf[engine], label, (share * 100).toFixed(2), (rss / 1e6).toFixed(0), ...times];
      print(`| ${cells.join(' | ')} |`);
    };
    await measure('10');
    await winkwires.copies({ webhookId, count: 10_000, tenants: 100 });
    await sleep(10_000);
    await measure('10,000 more, in the minute after they were registered');
    await sleep(35_000);
    await measure('10,000 more');
  }
}

/** The text below a heading in an earlier many.md. Empty if the heading is missing. */
function sectionOf(text: string, heading: string): string {
  const [, after = ''] = text.split(`${heading}\n`);
  return after.split('\n## ')[0]!.trim();
}

const parts = { batches, fanOut, idle };
const wanted = process.argv.slice(2);
const earlier = existsSync(page) ? readFileSync(page, 'utf8') : '';
const sections: string[] = [];
{
  await using receiving = await Receiving.start();
  for (const [name, part] of Object.entries(parts)) {
    const heading = headings[name as keyof typeof parts];
    lines = [];
    if (wanted.length === 0 || wanted.includes(name)) {
      const [cpu] = cpus();
      const at = `${new Date().toISOString().slice(0, 16)}Z`;
      print(
        `${at}, ${cpus().length} cores (${cpu!.model}), Node ${process.version}, load before the run ${loadavg()[0]!.toFixed(1)}.\n`,
      );
      await part(receiving);
    }
    sections.push(`${heading}\n\n${lines.join('\n') || sectionOf(earlier, heading)}\n`);
  }
}
writeFileSync(page, `# Many events, many endpoints\n\n${sections.join('\n')}`);
