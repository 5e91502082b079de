import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { type Receiver, startReceiver } from './pipeline/testing/start-receiver.ts';
import { openStore } from './store/open-store.ts';
import { startPostgres } from './store/testing/start-postgres.ts';
import { callAt } from './testing/test-server.ts';

const script = fileURLToPath(new URL('./testing/serve-until-asked.ts', import.meta.url));

async function startProcess(dataDir: string, shutdownTimeout: number, settings: NodeJS.ProcessEnv = {}) {
  const own = { WINKWIRE_DATA_DIR: dataDir, WINKWIRE_SHUTDOWN_TIMEOUT: String(shutdownTimeout) };
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...own, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = String(line).trim();
  return { url, ask: () => child.kill('SIGTERM'), kill: () => child.kill('SIGKILL'), exited };
}

async function startDelivering(
  dataDir: string,
  receiver: Receiver,
  { shutdownTimeout, settings = {} }: { shutdownTimeout: number; settings?: NodeJS.ProcessEnv },
) {
  const server = await startProcess(dataDir, shutdownTimeout, settings);
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
  'a process that is stopped completes its delivery, records the outcome, and starts no other work',
  () =>
    withFolder(async (dataDir) => {
      await using receiver = await startReceiver();
      const waiting: ServerResponse[] = [];
      receiver.behave((_, response) => void waiting.push(response));
      const server = await startDelivering(dataDir, receiver, { shutdownTimeout: 20_000 });
      server.ask();
      // New connections are refused, so that a load balancer uses another process.
      await vi.waitFor(() => expect(fetch(`${server.url}/readyz`)).rejects.toThrow('fetch failed'), 10_000);
      waiting[0]!.end('received');
      expect((await server.exited)[0]).toBe(0);
      expect(await deliveriesIn(dataDir)).toEqual([{ state: 'delivered', attempts: 1 }]);
    }),
  60_000,
);

test(
  'a receiver that hangs does not delay the end, and the next process repeats the attempt without counting it twice',
  () =>
    withFolder(async (dataDir) => {
      await using receiver = await startReceiver();
      receiver.behave(() => undefined);
      const server = await startDelivering(dataDir, receiver, { shutdownTimeout: 500 });
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

test(
  'a process that is stopped reports unready first, and still responds to requests meanwhile',
  () =>
    withFolder(async (dataDir) => {
      const server = await startProcess(dataDir, 500, { WINKWIRE_SHUTDOWN_DELAY: '60000' });
      const call = callAt(server.url);
      server.ask();
      await expect.poll(async () => (await call('/readyz', { as: null })).status).toBe(503);
      expect((await call('/healthz', { as: null })).status).toBe(200);
      expect((await call('/v1/users', { method: 'POST', body: {} })).status).toBeLessThan(300);
      server.kill();
      await server.exited;
    }),
  30_000,
);

test(
  'a database and a trace collector that hang do not delay the end beyond the deadline',
  () =>
    withFolder(async (dataDir) => {
      await using postgres = await startPostgres();
      await using receiver = await startReceiver();
      const collector = createServer((socket) => void socket.on('error', () => {}));
      await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
      const { port } = collector.address() as AddressInfo;
      const server = await startDelivering(dataDir, receiver, {
        shutdownTimeout: 500,
        settings: {
          WINKWIRE_DATABASE_URL: await postgres.createDatabase(),
          OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        },
      });
      postgres.freeze();
      server.ask();
      // Without the deadline, the process would wait 15 s for each of its last SQL statements.
      const ended = await Promise.race([server.exited, sleep(10_000, 'still there')]);
      server.kill();
      collector.close();
      expect(ended).toEqual([0, null]);
    }),
  40_000,
);
