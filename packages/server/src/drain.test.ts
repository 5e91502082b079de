import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { type Receiver, startReceiver } from './pipeline/testing/start-receiver.ts';
import { openStore } from './store/open-store.ts';
import { callAt } from './testing/test-server.ts';

/* What SIGTERM does to a real process in the middle of deliveries. */

const script = fileURLToPath(new URL('./testing/serve-until-asked.ts', import.meta.url));

async function startProcess(dataDir: string, shutdownTimeout: number) {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, WINKWIRE_DATA_DIR: dataDir, WINKWIRE_SHUTDOWN_TIMEOUT: String(shutdownTimeout) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: String(line).trim(), ask: () => child.kill('SIGTERM'), exited };
}

/** A process that has just begun a delivery to the receiver. */
async function startDelivering(dataDir: string, receiver: Receiver, shutdownTimeout: number) {
  const server = await startProcess(dataDir, shutdownTimeout);
  const call = callAt(server.url);
  const webhook = { name: 'w', url: receiver.url, eventTypes: ['ALL_EVENTS'], secret: 's' };
  await call('/v1/webhooks', { method: 'POST', body: webhook });
  await call('/v1/users', { method: 'POST', body: {} });
  await receiver.count(1);
  return server;
}

async function deliveriesIn(dataDir: string): Promise<object[]> {
  const store = await openStore({ dataDir });
  const rows = await store.all('select state, attempts from deliveries');
  await store.close();
  return rows;
}

const withFolder = async (work: (dataDir: string) => Promise<void>): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'winkwire-drain-'));
  await work(dataDir).finally(() => rmSync(dataDir, { recursive: true }));
};

test(
  'asked to stop, a process lets a delivery end, writes its outcome, and takes no more work',
  () =>
    withFolder(async (dataDir) => {
      await using receiver = await startReceiver();
      const waiting: ServerResponse[] = [];
      receiver.behave((_, response) => void waiting.push(response));
      const server = await startDelivering(dataDir, receiver, 20_000);
      server.ask();
      // New connections are refused: whoever balances the load looks elsewhere.
      await vi.waitFor(() => expect(fetch(`${server.url}/readyz`)).rejects.toThrow('fetch failed'), 10_000);
      waiting[0]!.end('received');
      expect((await server.exited)[0]).toBe(0);
      expect(await deliveriesIn(dataDir)).toEqual([{ state: 'delivered', attempts: 1 }]);
    }),
  60_000,
);

test(
  'a receiver that hangs does not hold it beyond the deadline, costs no attempt, and is sent to by the next',
  () =>
    withFolder(async (dataDir) => {
      await using receiver = await startReceiver();
      receiver.behave(() => undefined);
      const server = await startDelivering(dataDir, receiver, 500);
      server.ask();
      expect((await server.exited)[0]).toBe(0);
      expect(await deliveriesIn(dataDir)).toEqual([{ state: 'waiting', attempts: 0 }]);

      receiver.behave((_, response) => void response.end('received'));
      const next = await startProcess(dataDir, 5000);
      await receiver.count(2);
      next.ask();
      expect((await next.exited)[0]).toBe(0);
      expect(await deliveriesIn(dataDir)).toEqual([{ state: 'delivered', attempts: 1 }]);
    }),
  60_000,
);
