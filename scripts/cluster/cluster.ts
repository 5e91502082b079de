import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { holdUntilStopped } from '../hold-until-stopped.ts';
import { authorization, Load } from '../upgrade/load.ts';
import { VersionProcess } from '../upgrade/version-process.ts';
import { waitFor } from '../wait-for.ts';
import { CountingReceiver } from './counting-receiver.ts';
import { type ClusterNode, DatabaseCluster } from './database-cluster.ts';

/*
 * Kills the primary of a cluster KILLS times under load, and then causes four other faults:
 *   npm run cluster -- [KILLS]
 *
 * Needs root and Debian's packages: apt-get install patroni etcd-server postgresql iptables. Writes bench/cluster.md.
 * Ends with 1 if an event was lost, if a delivery that was not in flight was repeated, or if the cluster did not
 * recover.
 */
const kills = Number(process.argv[2] ?? 20);
const root = join(import.meta.dirname, '../..');
/** The measurement fails if deliveries have not resumed after this many ms. */
const longestWait = 90_000;
/** The pause between two faults in ms, during which the load continues. */
const calm = 2000;
/**
 * Recording the outcome of a delivery may take this long after its arrival, in ms. A fault in this time may repeat the
 * delivery.
 */
const inFlight = 1000;

interface Row {
  fault: string;
  /**
   * The seconds from the fault to the first delivery of an event that was created after it. Infinity if deliveries did
   * not resume.
   */
  seconds: number;
  /** When the fault began, and when deliveries resumed or were given up, in ms since 1970. */
  start: number;
  resumed: number;
}

const load = new Load();
const receiver = new CountingReceiver();
const rows: Row[] = [];
const probes: string[] = [];
const busy: number[] = [];
/** The error that ended `causeOtherFaults` early. */
const stops: string[] = [];
const print = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

const missing = ['patroni', 'etcd', 'iptables'].filter((name) => spawnSync(name, ['--version']).error);
if (missing.length > 0) {
  console.error(
    `Missing: ${missing.join(', ')}. Run apt-get install patroni etcd-server postgresql iptables.`,
  );
  process.exit(1);
}

await holdUntilStopped(async (held) => {
  held.use(receiver);
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-servers-'));
  held.defer(() => rmSync(folder, { recursive: true, force: true }));
  // By default, commits do not wait for a standby in the first seconds after a failover. The next failover would lose
  // these commits.
  const cluster = held.use(await DatabaseCluster.start({ synchronous_mode_strict: true }));
  print('the cluster is ready');
  held.defer(async () => {
    for (const one of load.processes) await one.kill();
  });
  for (const port of [18_571, 18_572]) {
    const dataDir = join(folder, `${port}`);
    load.processes.add(await VersionProcess.start({ folder: root, port, databaseUrl: cluster.url, dataDir }));
  }
  await register();
  await load.start();
  await pause(calm);
  for (let n = 0; n < kills; n++)
    rows.push(await loseNode(cluster, n % 2 === 0 ? 'PostgreSQL killed' : 'machine killed'));
  // If the cluster does not recover, the script still reports what was lost.
  await causeOtherFaults(cluster).catch(({ message }: Error) => stops.push(message));
  await load.stop();
  await settled();
  report();
});

async function causeOtherFaults(cluster: DatabaseCluster): Promise<void> {
  rows.push(await loseNode(cluster, 'machine paused'));
  rows.push(await loseNode(cluster, 'network cut'));
  rows.push(...(await loseStandbys(cluster)));
}

async function measure(fault: string, cause: () => unknown): Promise<Row> {
  busy.push(loadavg()[0] ?? 0);
  const start = Date.now();
  await cause();
  // Only events that are created after this moment count. `cause` takes some time, so earlier events may be older than
  // the fault.
  const at = Date.now();
  const isOver = () => receiver.newest > at || Date.now() - at > longestWait;
  const publishing = publishUntil(isOver);
  while (!isOver()) await pause(20);
  const resumed = Date.now();
  const seconds = receiver.newest > at ? (resumed - start) / 1000 : Number.POSITIVE_INFINITY;
  await publishing;
  await pause(calm);
  print(`${fault}: ${seconds.toFixed(1)} s`);
  return { fault, seconds, start, resumed };
}

/**
 * Sends requests all the time, also to servers that are not ready. The clients of `load` would wait for three seconds
 * after a refusal, and the measured time would be too long.
 */
async function publishUntil(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const one of load.processes) await load.createUser(one, AbortSignal.timeout(1000));
    await pause(100);
  }
}

async function loseNode(cluster: DatabaseCluster, fault: string): Promise<Row> {
  await cluster.healthy();
  const node = await cluster.primary();
  const [lose, bringBack] = faultOf(fault, { cluster, node });
  const row = await measure(fault, lose);
  await bringBack();
  return row;
}

function faultOf(
  fault: string,
  { cluster, node }: { cluster: DatabaseCluster; node: ClusterNode },
): [lose: () => unknown, bringBack: () => unknown] {
  switch (fault) {
    case 'machine killed':
      return [() => node.killAll(), () => cluster.restart(node)];
    case 'machine paused':
      return [() => node.freeze(), () => node.thaw()];
    case 'network cut':
      return [() => node.cutNetwork(), () => node.mendNetwork()];
    default:
      return [() => node.killPostgres(), () => {}];
  }
}

/** Kills both standbys twice. The second time, writes may continue without a standby. */
async function loseStandbys(cluster: DatabaseCluster): Promise<Row[]> {
  const lose = async (fault: string, then: (bringBack: () => void) => unknown): Promise<Row> => {
    await cluster.healthy();
    const primary = await cluster.primary();
    const standbys = cluster.nodes.filter((node) => node !== primary);
    return measure(fault, async () => {
      // Kills both standbys at the same time. Otherwise, Patroni 3.0 could give the role of the first standby to the
      // second, which is killed next.
      await Promise.all(standbys.map((node) => node.killAll()));
      await then(() => {
        for (const node of standbys) cluster.restart(node);
      });
    });
  };
  const waits = await lose('standbys killed, and started when `/readyz` reported it', async (bringBack) => {
    probes.push(await notReady());
    bringBack();
  });
  await cluster.healthy();
  await cluster.settings({ synchronous_mode_strict: false });
  await pause(calm);
  return [waits, await lose('standbys killed, not strict', () => {})];
}

async function notReady(): Promise<string> {
  const [one] = load.processes;
  let last = '';
  const query = async (): Promise<string | undefined> => {
    const response = await fetch(`${one?.url}/readyz`, { signal: AbortSignal.timeout(longestWait) });
    const { message = '' } = (await response.json()) as { message?: string };
    last = `${response.status} ${message}`;
    return !response.ok && /standby/.test(message) ? last : undefined;
  };
  const missing = () => `/readyz has not reported that a standby is missing. Its last response was ${last}.`;
  return waitFor(query, { limitMs: longestWait, missing });
}

async function register(): Promise<void> {
  const { port } = receiver.server.address() as AddressInfo;
  const [one] = load.processes;
  const body = { name: 'all', url: `http://127.0.0.1:${port}/`, eventTypes: ['USER_CREATED'], active: true };
  const response = await fetch(`${one?.url}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

function lost(): string[] {
  return [...load.accepted].filter((id) => !receiver.users.has(id));
}

/** Waits at most two minutes for every accepted event, and two seconds more for repeats. */
async function settled(): Promise<void> {
  for (let waited = 0; lost().length > 0 && waited < 120_000; waited += 200) await pause(200);
  await pause(calm);
}

/** The repeated deliveries whose first copy arrived shortly before the fault or during it. */
function inFlightAt({ start, resumed }: Row) {
  return receiver.repeats.filter(({ first }) => first >= start - inFlight && first <= resumed);
}

function report(): void {
  const failovers = rows.filter(({ fault }) => fault.endsWith('killed') && !fault.startsWith('standbys'));
  const inTime = failovers.filter(({ seconds }) => seconds <= 10).length;
  const explained = new Set(rows.flatMap(inFlightAt));
  const beyond = receiver.repeats.filter((repeat) => !explained.has(repeat)).length;
  const cells = [
    load.accepted.size,
    lost().length,
    receiver.repeats.length,
    beyond,
    `${inTime} of ${failovers.length}`,
  ];
  const text = `# A cluster that loses its primary

\`npm run cluster -- ${kills}\`: two servers on PostgreSQL 15 with a synchronous standby, three nodes under Patroni
(\`synchronous_mode_strict\`) and etcd on one machine with ${availableParallelism()} cores and a load between ${Math.min(...busy).toFixed(0)} and ${Math.max(...busy).toFixed(0)}. Four clients publish all the time. The
column "seconds" is the time from the fault until an event that was created after the fault was delivered. A dead machine is
noticed when its lease in etcd (6 s) has ended. A delivery counts as in flight if it first arrived between one second
before a fault and the moment when deliveries resumed.

| accepted | lost | repeated | repeated, not in flight | deliveries resumed within 10 s after a kill |
| --- | --- | --- | --- | --- |
| ${cells.join(' | ')} |

| fault | seconds | in flight, repeated |
| --- | --- | --- |
${rows.map((row) => `| ${row.fault} | ${row.seconds.toFixed(1)} | ${inFlightAt(row).length} |`).join('\n')}

${stops.map((stop) => `The faults that would have followed were not caused, because the cluster did not recover. ${stop}\n`).join('')}
${probes.map((probe) => `While commits waited for a standby, \`/readyz\` returned \`${probe}\`\n`).join('')}`;
  writeFileSync(join(root, 'bench/cluster.md'), `${text.trim()}\n`);
  console.log(text);
  if (
    lost().length > 0 ||
    beyond > 0 ||
    stops.length > 0 ||
    rows.some(({ seconds }) => !Number.isFinite(seconds))
  )
    process.exitCode = 1;
}
