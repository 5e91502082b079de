import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StoreConfig } from '@winkwire/server/store/open-store';
import { startEngine } from '@winkwire/server/store/testing/engines';
import { freePort } from '@winkwire/server/testing/free-port';
import { waitFor } from '../../scripts/wait-for.ts';
import { fillLog } from './fill-log.ts';

/*
 * `node src/start-with-backlog.ts [events] [engine]` measures the start of `winkwire serve`, with and without a million
 * events.
 */

const events = Number(process.argv[2] ?? 1_000_000);
const engines = ['sqlite', 'postgres'] as const;
const [, , , only] = process.argv;
const rounds = 7;
const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

async function startOnce({ databaseUrl, dataDir }: StoreConfig): Promise<number> {
  const port = await freePort();
  const startedAt = performance.now();
  const server = spawn(process.execPath, [main, 'serve', '--port', String(port)], {
    env: {
      ...process.env,
      WINKWIRE_DATA_DIR: dataDir,
      WINKWIRE_DATABASE_URL: databaseUrl ?? '',
      WINKWIRE_ENCRYPTION_KEY: 'ab'.repeat(32),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(server, 'exit');
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok;
  const query = async () => {
    if (await isReady()) return true;
    const ended = server.exitCode ?? server.signalCode;
    if (ended !== null) throw new Error(`The server ended with ${ended}.`);
    return undefined;
  };
  await waitFor(query, { limitMs: 600_000, everyMs: 2, missing: () => 'The server is not ready.' });
  const took = performance.now() - startedAt;
  server.kill('SIGTERM');
  await exited;
  return took;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

for (const name of engines.filter((engine) => !only || engine === only)) {
  await using engine = await startEngine(name);
  await using empty = await engine.place();
  await using full = await engine.place();
  await fillLog(full.config, events);
  // The first start on each database creates keys and credentials, so it is not measured.
  await startOnce(empty.config);
  await startOnce(full.config);
  const times = { empty: [] as number[], full: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.empty.push(await startOnce(empty.config));
    times.full.push(await startOnce(full.config));
  }
  const [before, after] = [median(times.empty), median(times.full)];
  console.log(
    `${name}: ready after ${before.toFixed(0)} ms on an empty database, ${after.toFixed(0)} ms on one with ${events} events: ${(after / before).toFixed(2)} times`,
  );
}
