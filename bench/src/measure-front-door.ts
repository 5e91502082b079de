import { CpuLimit } from './cpu-limit.ts';
import { Door, type DoorOptions, type Passage } from './door.ts';
import type { Receiving } from './receiving.ts';

interface FrontDoorTask {
  receiving: Receiving;
  /** How many events each server gets in a round of `compare`. */
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
const sameAccount: Row = [
  'SQLite, all events about one account',
  { what: 'winkwire', engine: 'sqlite', delivers: true, sameAccount: true },
];
/** `measureWaits` publishes at 70% of the rate that `compare` measured for the same server. */
const calm = 0.7;
const calmSeconds = 5;
const calmRounds = 3;

export async function measureFrontDoor(task: FrontDoorTask): Promise<void> {
  await measureEndToEnd(task);
  await measureWithUndici(task);
  await measureAccepting(task);
  await measureProcesses(task);
  await measureSlowCores(task);
}

async function measureEndToEnd(task: FrontDoorTask): Promise<void> {
  task.print(
    `\n| \`POST /v1/events\`, 64 connections, end to end | events/s | ratio to the bare server | CPU ms for 1,000 | ratio to the bare server | request to receipt at 0.7 of that rate: p50 ms | p99 ms |`,
  );
  task.print('| --- | --- | --- | --- | --- | --- | --- |');
  const rows = [bare, sqlite, postgres, fastify, sameAccount];
  const passages = await passagesOf(task, rows);
  const [limit] = passages as [Passage];
  const waits = await measureWaits(task, rows, passages);
  for (const [index, passage] of passages.entries()) {
    const { p50, p99 } = waits[index]!;
    const cells = [rows[index]![0], ...ratios(passage, limit), p50.toFixed(1), p99.toFixed(1)];
    task.print(`| ${cells.join(' | ')} |`);
  }
}

async function passagesOf(task: FrontDoorTask, rows: readonly Row[]): Promise<Passage[]> {
  await using compared = await compare(task, { clients: 64, rows });
  return compared.passages;
}

interface Waits {
  p50: number;
  p99: number;
}

/**
 * Opens one server at a time. An idle server beside it would still clean up its database after `compare`, and delay the
 * events of the measured one. Measures all servers in each round, and returns the median of the rounds for each server.
 */
async function measureWaits(
  { receiving, count }: FrontDoorTask,
  rows: readonly Row[],
  passages: readonly Passage[],
): Promise<Waits[]> {
  const all: Waits[][] = rows.map(() => []);
  for (let round = 0; round < calmRounds; round++) {
    for (const [index, [, options]] of rows.entries()) {
      await using door = await Door.open({ ...options, receiving });
      await door.pass(64, count);
      all[index]!.push(await waitsAt(door, passages[index]!.perSecond * calm));
    }
  }
  return all.map((rounds) => ({
    p50: median(rounds.map(({ p50 }) => p50)),
    p99: median(rounds.map(({ p99 }) => p99)),
  }));
}

async function waitsAt(door: Door, perSecond: number): Promise<Waits> {
  const waits = await door.waits(64, { count: Math.round(perSecond * calmSeconds), perSecond });
  const percentile = (part: number): number => waits[Math.floor(waits.length * part)]!;
  return { p50: percentile(0.5), p99: percentile(0.99) };
}

/** Repeats the measurement with clients that use much CPU time themselves, as usual HTTP clients do. */
async function measureWithUndici(task: FrontDoorTask): Promise<void> {
  task.print(
    '\n| the same with pools of undici as clients | events/s | ratio to the bare server | CPU ms for 1,000 | ratio to the bare server |',
  );
  task.print('| --- | --- | --- | --- | --- |');
  const rows = [bare, sqlite, postgres].map(
    ([name, options]): Row => [name, { ...options, withUndici: true }],
  );
  await using compared = await compare(task, { clients: 64, rows });
  const [limit] = compared.passages as [Passage];
  for (const [index, passage] of compared.passages.entries()) {
    task.print(`| ${[compared.names[index], ...ratios(passage, limit)].join(' | ')} |`);
  }
}

const ratios = ({ perSecond, cpu }: Passage, limit: Passage): string[] => [
  perSecond.toFixed(0),
  (perSecond / limit.perSecond).toFixed(2),
  (cpu * 1000).toFixed(0),
  (cpu / limit.cpu).toFixed(2),
];

async function measureAccepting(task: FrontDoorTask): Promise<void> {
  task.print('\n| `POST /v1/events`, 16 connections, no endpoint | accepted/s | ratio to Fastify alone |');
  task.print('| --- | --- | --- |');
  const rows: Row[] = [
    ['Fastify, no work', { what: 'fastify' }],
    ['SQLite', { what: 'winkwire', engine: 'sqlite' }],
    ['PostgreSQL', { what: 'winkwire', engine: 'postgres' }],
  ];
  await using compared = await compare(task, { clients: 16, rows });
  printRatios(task, compared);
}

const sharedNothing: Row = ['the bare server, which shares nothing', { what: 'bare', delivers: true }];
const accepting: Row = ['PostgreSQL, no endpoint: accepted/s', { what: 'winkwire', engine: 'postgres' }];
const oneEndpoint: Row = [
  'PostgreSQL, all events to one endpoint',
  { what: 'winkwire', engine: 'postgres', delivers: true },
];
const manyEndpoints: Row = [
  'PostgreSQL, each event to one of 16 endpoints',
  { what: 'winkwire', engine: 'postgres', delivers: true, endpoints: 16 },
];

/**
 * Prints the rates with 1, 2 and 4 processes. The clients also take CPU time, which lowers all ratios. The ratio of the
 * bare server shows how much.
 */
async function measureProcesses(task: FrontDoorTask): Promise<void> {
  task.print('\n| 64 connections | processes | events/s | ratio to 1 process |');
  task.print('| --- | --- | --- | --- |');
  for (const subject of [sharedNothing, accepting, oneEndpoint]) await compareProcesses(task, subject);
}

/** Each process stands for a machine with a slow core. Four processes together use only one core of this machine. */
const coreShare = 0.25;

/** Left out on a machine where CPU time cannot be limited. */
async function measureSlowCores(task: FrontDoorTask): Promise<void> {
  if (!CpuLimit.isPossible) return;
  task.print(
    `\n| 64 connections, each process limited to ${coreShare} of a core | processes | events/s | ratio to 1 process |`,
  );
  task.print('| --- | --- | --- | --- |');
  const fewer = { ...task, count: Math.ceil(task.count / 4) };
  for (const [name, options] of [sharedNothing, accepting, manyEndpoints, oneEndpoint])
    await compareProcesses(fewer, [name, { ...options, coreShare }]);
}

async function compareProcesses(task: FrontDoorTask, [name, options]: Row): Promise<void> {
  const rows = [1, 2, 4].map((processes): Row => [`${name} | ${processes}`, { ...options, processes }]);
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
  /** For each row, the median of all rounds. */
  passages: Passage[];
}

/**
 * Measures all servers in each round, so that other work on the machine slows them down alike. The first round warms
 * up.
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
