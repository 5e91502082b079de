import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { holdUntilStopped } from '../hold-until-stopped.ts';
import { LoadedService } from './loaded-service.ts';

/*
 * Causes nine faults, one after the other, in two servers on one PostgreSQL:
 *   npm run chaos -- [SECONDS]
 *
 * Each fault is measured for about SECONDS, and lasts for half of this time. Writes bench/chaos.md. Ends with 1 if an
 * event was lost, if a delivery that was not in flight was repeated, or if throughput did not recover.
 */
const seconds = Number(process.argv[2] ?? 120);
const half = seconds * 500;
const root = join(import.meta.dirname, '../..');
/**
 * The minimum throughput after a fault, as a fraction of the throughput before it. Cells of less than a minute are too
 * short to measure this.
 */
const enough = seconds < 60 ? 0 : 0.98;
/** The usual load, as a fraction of the capacity. */
const usual = 0.3;
const overloaded = 1.5;
/** How long the servers need for the burst of events. */
const burstSeconds = 10;
/**
 * Recording the outcome of a delivery may take this long after its arrival, in ms. A fault in this time may repeat the
 * delivery.
 */
const inFlight = 1000;

interface Row {
  cell: string;
  before: number;
  after: number;
  p99Before: number;
  p99During: number;
  p99After: number;
  deadRows: number;
  lost: number;
  repeated: number;
  beyond: number;
  refused: number;
  busy: number;
}

interface Cell {
  name: string;
  /** Causes the fault. Resolves when the fault is over. */
  fault(service: LoadedService, capacity: number): Promise<void>;
}

const snapshot = 'begin isolation level repeatable read';
const longRead = 'select count(*) from events, lateral (select pg_sleep(0.001)) as slow';

const cells: Cell[] = [
  { name: 'server restarted', fault: (service) => repeat(seconds / 8, () => service.restartServer()) },
  { name: 'connections killed', fault: (service) => repeat(seconds / 16, () => service.killConnections()) },
  {
    name: '300 idle connections',
    fault: (service) => service.holdClients(half, { count: 300, statements: [] }),
  },
  { name: 'database crashed', fault: crash },
  { name: 'server killed repeatedly', fault: (service) => repeat(seconds / 12, () => service.killServer()) },
  {
    name: 'transaction idle',
    fault: (service) => service.holdClients(half, { count: 1, statements: [snapshot, 'select 1'] }),
  },
  { name: `${overloaded} times the capacity`, fault: overload },
  {
    name: 'four long readers',
    fault: (service) => service.holdClients(half, { count: 4, statements: [snapshot, longRead] }),
  },
  { name: `burst of ${burstSeconds} seconds of work`, fault: burst },
];

/** The periods of the faults, in ms since 1970. A delivery that arrived in one of them may be repeated. */
const faults: { from: number; to: number }[] = [];

await holdUntilStopped(async (held) => {
  const service = await LoadedService.start(held);
  // The first events are slow, because the code is not compiled and no process has the endpoint's lease.
  await service.load.capacity(2000);
  const capacity = await service.load.capacity(5000);
  console.log(`capacity: ${capacity.toFixed(0)} events per second`);
  const rows: Row[] = [];
  for (const cell of cells) {
    rows.push(await measure(cell, { service, capacity }));
    console.log(JSON.stringify(rows.at(-1)));
  }
  report(rows, capacity);
});

async function measure(
  { name, fault }: Cell,
  { service, capacity }: { service: LoadedService; capacity: number },
): Promise<Row> {
  const { load } = service;
  load.perSecond = capacity * usual;
  const { refused } = load;
  const { length: repeated } = load.repeats;
  await pause(seconds * 50);
  const before = await phase(service, seconds * 250);
  load.latencies = [];
  await fault(service, capacity);
  load.perSecond = capacity * usual;
  await drained(service);
  const p99During = p99(load.latencies);
  const deadRows = await service.countDeadRows();
  const after = await phase(service, seconds * 250);
  load.perSecond = 0;
  await drained(service);
  const repeats = load.repeats.slice(repeated);
  return {
    cell: name,
    before: before.perSecond,
    after: after.perSecond,
    p99Before: before.p99,
    p99During,
    p99After: after.p99,
    deadRows,
    lost: load.lost,
    repeated: repeats.length,
    beyond: repeats.filter((first) => !faults.some(({ from, to }) => first >= from && first <= to)).length,
    refused: load.refused - refused,
    busy: loadavg()[0] ?? 0,
  };
}

/** Returns the events per second, and the 99th percentile of their latencies in ms. */
async function phase({ load }: LoadedService, ms: number): Promise<{ perSecond: number; p99: number }> {
  load.latencies = [];
  const start = performance.now();
  await pause(ms);
  const { latencies } = load;
  return { perSecond: (latencies.length / (performance.now() - start)) * 1000, p99: p99(latencies) };
}

function p99(latencies: readonly number[]): number {
  return latencies.toSorted((one, other) => one - other)[Math.floor(latencies.length * 0.99)] ?? 0;
}

/**
 * Waits until nearly all accepted events have arrived. Gives up after the time of a cell, or after 60 s if that is
 * longer.
 */
async function drained({ load }: LoadedService): Promise<void> {
  const end = performance.now() + Math.max(seconds, 60) * 1000;
  while (load.lost > load.perSecond / 10 && performance.now() < end) await pause(100);
}

async function repeat(everySeconds: number, action: () => Promise<unknown>): Promise<void> {
  for (const end = performance.now() + half; performance.now() < end; ) {
    await noted(action);
    await pause(everySeconds * 1000);
  }
}

/** Runs `action`, which interrupts the deliveries in flight, and adds its period to `faults`. */
async function noted(action: () => Promise<unknown>): Promise<void> {
  const from = Date.now() - inFlight;
  await action();
  faults.push({ from, to: Date.now() });
}

async function crash(service: LoadedService): Promise<void> {
  await noted(() => service.crashDatabase(half / 4));
  await pause(half / 2);
}

async function overload({ load }: LoadedService, capacity: number): Promise<void> {
  load.perSecond = capacity * overloaded;
  await pause(half);
}

async function burst({ load }: LoadedService, capacity: number): Promise<void> {
  await Promise.all(Array.from({ length: Math.round(capacity * burstSeconds) }, () => load.publish()));
  await pause(half / 2);
}

function report(rows: readonly Row[], capacity: number): void {
  const line = (row: Row) =>
    [
      row.cell,
      (row.after / row.before).toFixed(2),
      row.before.toFixed(0),
      row.after.toFixed(0),
      row.p99Before,
      row.p99During,
      row.p99After,
      row.deadRows,
      row.lost,
      row.repeated,
      row.beyond,
      row.refused,
      row.busy.toFixed(0),
    ].join(' | ');
  const text = `# Faults and pressure

\`npm run chaos -- ${seconds}\`: nine cells of ${seconds} s each, on two servers and one PostgreSQL with durable commits, on ${availableParallelism()} cores that
also run the clients and the receiver. The last column is the load of the machine, other work included. Events are
published at ${usual * 100} % of the ${capacity.toFixed(0)} events a second that eight clients reach, except with two faults: one publishes ${overloaded} times as many
as the clients reach, and the burst publishes at once what they reach in ${burstSeconds} seconds. Times are from the creation of an event
to its arrival. Clients do not repeat requests that were refused or were sent to a server that was being killed. A repeated
delivery counts as in flight if it first arrived during a fault or in the second before it.

| cell | after / before | events/s before | after | p99 before, ms | with the fault | after | dead rows | lost | repeated | not in flight | refused | load |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${line(row)} |`).join('\n')}
`;
  writeFileSync(join(root, 'bench/chaos.md'), text);
  console.log(text);
  const failed = ({ lost, beyond, before, after }: Row) => lost > 0 || beyond > 0 || after < before * enough;
  if (rows.some(failed)) process.exitCode = 1;
}
