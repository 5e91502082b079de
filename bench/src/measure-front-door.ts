import { Door, type DoorOptions, type Passage } from './door.ts';
import type { Receiving } from './receiving.ts';

interface FrontDoorTask {
  receiving: Receiving;
  /** How many events each measurement publishes. */
  count: number;
  rounds: number;
  print(line: string): void;
}

type Row = [name: string, options: Omit<DoorOptions, 'receiving'>];

const bare: Row = [
  'a bare `node:http` server that signs and sends, no store',
  { what: 'bare', delivers: true },
];
const sqlite: Row = ['SQLite', { what: 'winkwire', engine: 'sqlite', delivers: true }];
const fastify: Row = [
  'SQLite, requests that are left to Fastify',
  { what: 'winkwire', engine: 'sqlite', delivers: true, throughFastify: true },
];
const postgres: Row = ['PostgreSQL', { what: 'winkwire', engine: 'postgres', delivers: true }];
/** The part of the peak rate at which the waits are measured, and for how many seconds. */
const calm = 0.7;
const calmSeconds = 5;

/** Prints the tables of `POST /v1/events`. */
export async function measureFrontDoor(task: FrontDoorTask): Promise<void> {
  await measureEndToEnd(task);
  await measureAccepting(task);
  await measureProcesses(task);
}

async function measureEndToEnd(task: FrontDoorTask): Promise<void> {
  task.print(
    `\n| \`POST /v1/events\`, 64 connections, end to end | events/s | of the bare server | CPU ms for 1,000 | of the bare server | at 0.7 of that rate, request to receipt: p50 ms | p99 ms |`,
  );
  task.print('| --- | --- | --- | --- | --- | --- | --- |');
  await using compared = await compare(task, { clients: 64, rows: [bare, sqlite, postgres, fastify] });
  const [limit] = compared.passages as [Passage];
  for (const [index, { perSecond, cpu }] of compared.passages.entries()) {
    const steady = { count: Math.round(perSecond * calm * calmSeconds), perSecond: perSecond * calm };
    const waits = await compared.doors[index]!.waits(64, steady);
    const percentile = (part: number): string => waits[Math.floor(waits.length * part)]!.toFixed(1);
    const cells = [
      compared.names[index],
      perSecond.toFixed(0),
      (perSecond / limit.perSecond).toFixed(2),
      (cpu * 1000).toFixed(0),
      (cpu / limit.cpu).toFixed(2),
      percentile(0.5),
      percentile(0.99),
    ];
    task.print(`| ${cells.join(' | ')} |`);
  }
}

async function measureAccepting(task: FrontDoorTask): Promise<void> {
  task.print('\n| `POST /v1/events`, 16 connections, no endpoint | accepted/s | of Fastify alone |');
  task.print('| --- | --- | --- |');
  const rows: Row[] = [
    ['Fastify, no work', { what: 'fastify' }],
    ['SQLite', { what: 'winkwire', engine: 'sqlite' }],
    ['PostgreSQL', { what: 'winkwire', engine: 'postgres' }],
  ];
  await using compared = await compare(task, { clients: 16, rows });
  printRatios(task, compared);
}

async function measureProcesses(task: FrontDoorTask): Promise<void> {
  task.print('\n| processes that accept and deliver, PostgreSQL, 64 connections | events/s | of 1 process |');
  task.print('| --- | --- | --- |');
  const rows = [1, 2, 4].map(
    (processes): Row => [`${processes}`, { what: 'winkwire', engine: 'postgres', delivers: true, processes }],
  );
  await using compared = await compare(task, { clients: 64, rows });
  printRatios(task, compared);
}

function printRatios({ print }: FrontDoorTask, { names, passages }: Compared): void {
  for (const [index, { perSecond }] of passages.entries()) {
    const ratio = perSecond / passages[0]!.perSecond;
    print(`| ${names[index]} | ${perSecond.toFixed(0)} | ${ratio.toFixed(2)} |`);
  }
}

interface Compared extends AsyncDisposable {
  names: string[];
  doors: Door[];
  /** The median of all rounds for each row. */
  passages: Passage[];
}

/**
 * Measures several servers in turn within each round, so that whatever else the machine does slows down all of them. A
 * round before the first warms up.
 */
async function compare(
  { receiving, count, rounds }: FrontDoorTask,
  { clients, rows }: { clients: number; rows: readonly Row[] },
): Promise<Compared> {
  const doors: Door[] = [];
  for (const [, options] of rows) doors.push(await Door.open({ ...options, receiving }));
  const all: Passage[][] = doors.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, door] of doors.entries()) {
      const passage = await door.pass(clients, count);
      if (round > 0) all[index]!.push(passage);
    }
  }
  return {
    names: rows.map(([name]) => name),
    doors,
    passages: all.map((passages) => ({
      perSecond: median(passages.map(({ perSecond }) => perSecond)),
      cpu: median(passages.map(({ cpu }) => cpu)),
    })),
    async [Symbol.asyncDispose]() {
      for (const door of doors) await door[Symbol.asyncDispose]();
    },
  };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
