import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { backUp } from '@winkwire/server/backup/back-up';
import { type Restored, restore } from '@winkwire/server/backup/restore';
import { type Config, readConfig } from '@winkwire/server/config';
import { type Engine, startEngine } from '@winkwire/server/store/testing/engines';
import { startTestServer, type TestServer } from '@winkwire/server/testing/test-server';

/*
 * Backs up a server under load, and restores each backup into an empty database:
 *   npm run restores -w bench -- 100 sqlite postgres
 */
const [rounds, engines] = argumentsOf(process.argv.slice(2));
const passphrase = 'a passphrase of words';
const encryptionKey = 'ab'.repeat(32);
const publishers = 8;
const webhooks = 5;
/** The pause after each event, in ms. A shorter pause adds more events, and the last backups would take minutes. */
const publishEveryMs = 50;

interface Totals {
  restored: number;
  broken: number;
  deliveries: number;
  /** The duration of each backup in ms, including the time that the publishers need to stop. */
  backup: number[];
  /** The duration of each restoration in ms, including the creation of the empty database. */
  restore: number[];
}

console.log(
  `| engine | archives | broken | chains walked | deliveries in the last archive | backup, ms (median, max) | restore, ms |`,
);
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const name of engines) {
  await using engine = await startEngine(name);
  await using place = await engine.place();
  await using server = await startTestServer({ ...place.config, encryptionKey, rateLimit: 0 });
  const source = readConfig({}, { ...place.config, encryptionKey, profile: 'serve' });
  for (let made = 0; made < webhooks; made++) await addPausedWebhook(server, made);
  const totals = await measure({ engine, source, server });
  const cells = [
    name,
    totals.restored,
    totals.broken,
    totals.restored * webhooks,
    totals.deliveries,
    spread(totals.backup),
    spread(totals.restore),
  ];
  console.log(`| ${cells.join(' | ')} |`);
  if (totals.broken > 0) process.exitCode = 1;
}

/** The webhook is paused, so each event adds a delivery that is never sent. */
async function addPausedWebhook(server: TestServer, number: number): Promise<void> {
  const url = 'http://127.0.0.1:9999/';
  const body = { name: `${number}`, url, eventTypes: ['ALL_EVENTS'], active: false };
  await server.call('/v1/webhooks', { method: 'POST', body });
}

async function underLoad<Result>(server: TestServer, work: () => Promise<Result>): Promise<Result> {
  let stop = false;
  const publishing = Array.from({ length: publishers }, async () => {
    while (!stop) {
      await server.call('/v1/users', { method: 'POST', body: {} });
      await setTimeout(publishEveryMs);
    }
  });
  try {
    return await work();
  } finally {
    stop = true;
    await Promise.all(publishing);
  }
}

interface Measured {
  engine: Engine;
  source: Config;
  server: TestServer;
}

async function measure({ engine, source, server }: Measured): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'winkwire-restores-'));
  const totals: Totals = { restored: 0, broken: 0, deliveries: 0, backup: [], restore: [] };
  const onProgress = () => {};
  for (let round = 0; round < rounds; round++) {
    const file = join(folder, `${round}.tar.gz`);
    const start = performance.now();
    await underLoad(server, () =>
      untilConnected(() => backUp({ config: source, file, passphrase, version: 'bench', onProgress })),
    );
    const made = performance.now();
    await using place = await engine.place();
    const config = readConfig({}, { ...place.config, encryptionKey, profile: 'serve' });
    const restored: Restored | Error = await untilConnected(() =>
      restore({ config, file, passphrase, onProgress }),
    ).catch((error) => error);
    totals.backup.push(made - start);
    totals.restore.push(performance.now() - made);
    rmSync(file);
    if (restored instanceof Error || restored.chains.damaged.length > 0) {
      totals.broken++;
      console.error(restored);
      continue;
    }
    totals.restored++;
    totals.deliveries = restored.chains.deliveries;
  }
  rmSync(folder, { recursive: true });
  return totals;
}

/** Repeats `work` if the database did not accept a connection in time, as on a busy machine. */
async function untilConnected<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).message !== 'timeout expired') throw error;
      console.error('The database accepted no connection in time.');
    }
  }
}

function spread(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)}, ${Math.round(sorted.at(-1) ?? 0)}`;
}

function argumentsOf([count = '10', ...names]: readonly string[]): [number, Engine['name'][]] {
  const all = ['sqlite', 'postgres'] as const;
  return [Number(count), names.length === 0 ? [...all] : all.filter((name) => names.includes(name))];
}
