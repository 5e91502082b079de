import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@winkwire/server/store/testing/start-postgres';
import { holdUntilStopped } from '../hold-until-stopped.ts';
import { checkOut, removeCheckOut } from './check-out.ts';
import { authorization, Load, wait } from './load.ts';
import { VersionProcess } from './version-process.ts';
import { visit } from './visit.ts';

/*
 * Upgrades two processes on one PostgreSQL under load, one after the other:
 *   npm run upgrade -- COMMIT
 *
 * COMMIT is the previous version, `HEAD~1` by default. If that version accepts the new database schema, the first
 * process also goes back to it. Ends with 1 if a request was refused, if an accepted event was not received, or if a
 * process logged an error.
 */
const [, , previous = 'HEAD~1'] = process.argv;
const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'winkwire-upgrade-'));
const old = join(folder, 'previous');
const ports = [18_471, 18_472] as const;
/** How long the processes work under load between two replacements. */
const stateMs = 3000;

/** How often each event id was received. */
const received = new Map<string, number>();
const receiver = createServer((request, response) => {
  const id = String(request.headers['webhook-id']);
  received.set(id, (received.get(id) ?? 0) + 1);
  request.resume().once('end', () => response.end());
}).listen(0, '127.0.0.1');

const load = new Load(visit);
const outputs: string[] = [];
const print = (text: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

await holdUntilStopped(async (held) => {
  held.defer(() => rmSync(folder, { recursive: true, force: true }));
  held.defer(() => removeCheckOut(old));
  held.defer(() => void receiver.close());
  checkOut(previous, old);
  const postgres = held.use(await startPostgres());
  held.defer(killAll);
  await upgrade(await postgres.createDatabase());
  report();
});

async function upgrade(databaseUrl: string): Promise<void> {
  const start = (version: string, port: number) => startVersion({ folder: version, port, databaseUrl });
  await start(old, ports[0]);
  let last = await start(old, ports[1]);
  await register(last);
  await load.start();
  await wait(stateMs);
  await replace(0, () => start(root, ports[0]));
  if (await replace(0, () => start(old, ports[0]).catch(cannotGoBack)))
    await replace(0, () => start(root, ports[0]));
  else await start(root, ports[0]);
  last = (await replace(1, () => start(root, ports[1]))) ?? last;
  await load.stop();
  await settled(last);
  for (const one of load.processes) await stop(one);
}

async function killAll(): Promise<void> {
  for (const one of load.processes) await one.kill();
}

async function startVersion(of: {
  folder: string;
  port: number;
  databaseUrl: string;
}): Promise<VersionProcess> {
  const started = await VersionProcess.start({ ...of, dataDir: join(folder, `${of.port}`) });
  load.processes.add(started);
  print(`${of.folder === old ? 'previous' : 'new'} version ready on ${of.port}`);
  return started;
}

/** Replaces the process on one port, and then waits for `stateMs`. */
async function replace<Started>(index: 0 | 1, startOther: () => Promise<Started>): Promise<Started> {
  for (const one of load.processes) if (one.port === ports[index]) await stop(one);
  const started = await startOther();
  await wait(stateMs);
  return started;
}

async function stop(one: VersionProcess): Promise<void> {
  await one.stop();
  outputs.push(one.output);
  load.processes.delete(one);
}

function cannotGoBack(error: Error): undefined {
  const [reason] = /winkwire: .*/.exec(error.message) ?? [error.message];
  print(`the previous version does not start on the new schema: ${reason}`);
}

async function register({ url }: VersionProcess): Promise<void> {
  const { port } = receiver.address() as AddressInfo;
  const body = { name: 'all', url: `http://127.0.0.1:${port}/`, eventTypes: ['USER_CREATED'], active: true };
  await fetch(`${url}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Waits at most a minute for all accepted events, and two seconds more for repeats. */
async function settled(process: VersionProcess): Promise<void> {
  for (let waited = 0; received.size < load.accepted.size && waited < 60_000; waited += 100) await wait(100);
  await wait(2000);
  if (!(await process.isReady())) throw new Error('The new version is not ready.');
}

function report(): void {
  const { accepted, refused } = load;
  const commit = execFileSync('git', ['rev-parse', '--short', previous], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const repeats = [...received.values()].reduce((sum, count) => sum + count - 1, 0);
  const errors = outputs
    .flatMap((output) => output.split('\n'))
    .filter((line) => /"level":"(error|fatal)"/.test(line));
  const cells = [commit, accepted.size, received.size, refused.length, repeats, errors.length];
  console.log('\n| from | accepted | received | refused | repeated | errors logged |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  console.log(`| ${cells.join(' | ')} |\n`);
  for (const line of [...new Set([...refused, ...errors])].slice(0, 20)) console.error(line);
  if (received.size < accepted.size || refused.length > 0 || errors.length > 0) process.exitCode = 1;
}
