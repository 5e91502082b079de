import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Database, Door, type DoorOptions, openPostgres } from '../src/door.ts';
import { Receiving } from '../src/receiving.ts';
import { openRedis } from './open-redis.ts';

/*
 * `npm run bench:peers [events] [rounds]` compares Winkwire with several job queues, and writes peers.md. Needs Redis.
 */

const count = Number(process.argv[2] ?? 5000);
const rounds = Number(process.argv[3] ?? 5);
const clients = 64;
const page = fileURLToPath(new URL('../peers.md', import.meta.url));
const program = new URL('./answering.ts', import.meta.url).href;
const versionOf = (name: string): string =>
  JSON.parse(readFileSync(new URL(`./node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;

interface Peer {
  name: string;
  options: Pick<DoorOptions, 'what' | 'engine' | 'program'>;
  database?: () => Promise<Database>;
}

const queue = (what: DoorOptions['what']): Peer['options'] => ({ what, program });
const peers: Peer[] = [
  { name: 'a bare `node:http` server that signs and sends, no store', options: { what: 'bare' } },
  { name: 'Winkwire on SQLite', options: { what: 'winkwire', engine: 'sqlite' } },
  { name: 'Winkwire on PostgreSQL', options: { what: 'winkwire', engine: 'postgres' } },
  {
    name: `BullMQ ${versionOf('bullmq')} on Redis, \`appendfsync everysec\`: a crash loses the jobs of up to a second`,
    options: queue('bullmq'),
    database: () => openRedis('everysec'),
  },
  {
    name: `BullMQ ${versionOf('bullmq')} on Redis, \`appendfsync always\``,
    options: queue('bullmq'),
    database: () => openRedis('always'),
  },
  { name: `pg-boss ${versionOf('pg-boss')}`, options: queue('pg-boss'), database: openPostgres },
  {
    name: `graphile-worker ${versionOf('graphile-worker')}`,
    options: queue('graphile-worker'),
    database: openPostgres,
  },
];

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const lines: string[] = [];
function print(line: string): void {
  console.log(line);
  lines.push(line);
}

print(`# Compared with job queues, measured ${new Date().toISOString().slice(0, 16)}Z

${cpus().length} cores (${cpus()[0]!.model}), Node ${process.version}, load before the run ${loadavg()[0]!.toFixed(1)}. ${count} events, median of ${rounds} rounds after one to warm up. Each round measures the servers in turn.

Each event is published with one \`POST /v1/events\` on one of ${clients} connections, and is signed and delivered to one receiver. In
front of each queue is the bare server. It responds when the queue has stored the job. A worker in the same process then signs
the event and sends it. Each queue has the settings that its documentation recommends for many short jobs. None of the queues
keeps the order of an account's events, records attempts, or can show that nothing is missing.

| what | events/s, end to end | ratio to the bare server | CPU ms for 1,000, with the database | ratio to the bare server |
| --- | --- | --- | --- | --- |`);
{
  await using receiving = await Receiving.start();
  const doors: Door[] = [];
  for (const { options, database } of peers) {
    const opened = await database?.();
    doors.push(
      await Door.open({ ...options, ...(opened && { database: opened }), delivers: true, receiving }),
    );
  }
  const rates: number[][] = doors.map(() => []);
  const costs: number[][] = doors.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, door] of doors.entries()) {
      const { perSecond, cpu } = await door.pass(clients, count);
      if (round === 0) continue;
      rates[index]!.push(perSecond);
      costs[index]!.push(cpu);
    }
  }
  const [rate, cost] = [median(rates[0]!), median(costs[0]!)];
  for (const [index, { name }] of peers.entries()) {
    const [perSecond, cpu] = [median(rates[index]!), median(costs[index]!)];
    const cells = [
      perSecond.toFixed(0),
      (perSecond / rate).toFixed(2),
      (cpu * 1000).toFixed(0),
      (cpu / cost).toFixed(2),
    ];
    print(`| ${[name, ...cells].join(' | ')} |`);
  }
  for (const door of doors) await door[Symbol.asyncDispose]();
}
writeFileSync(page, `${lines.join('\n')}\n`);
