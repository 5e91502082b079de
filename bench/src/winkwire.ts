import { randomBytes } from 'node:crypto';
import { changeWebhook } from '@winkwire/server/actions/change-webhook';
import { createWebhook } from '@winkwire/server/actions/create-webhook';
import { readConfig } from '@winkwire/server/config';
import { renderEvent } from '@winkwire/server/pipeline/event-log/render-event';
import { startPipeline } from '@winkwire/server/pipeline/start-pipeline';
import { Leases } from '@winkwire/server/platform/lease';
import { newProcessId } from '@winkwire/server/platform/process-id';
import { SecretBox } from '@winkwire/server/platform/secret-box';
import type { Services } from '@winkwire/server/platform/services';
import { openStore } from '@winkwire/server/store/open-store';
import pino from 'pino';
import { Registry } from 'prom-client';
import { copyEndpoint } from './copy-endpoint.ts';

/* One process with the store and the pipeline, but without the API. */

export type Task =
  | { kind: 'open'; dataDir: string; databaseUrl: string | null; roles: ('api' | 'deliver')[] }
  | { kind: 'endpoint'; url: string; active?: boolean; retryDelays?: number[] }
  | { kind: 'publish'; count: number; perSecond?: number; sources?: number }
  | { kind: 'copies'; webhookId: string; count: number; tenants?: number; filter?: object }
  | { kind: 'resume'; webhookId: string }
  | { kind: 'cpu' }
  | { kind: 'close' };

const caller = { tenantId: 'acme', mode: 'SANDBOX' } as const;
const key = Buffer.alloc(32, 1);
let services: Services;
let pipeline: { close(): Promise<void> };

async function open(task: Extract<Task, { kind: 'open' }>): Promise<object> {
  const startedAt = performance.now();
  const { dataDir, databaseUrl, roles } = task;
  const config = readConfig({}, { profile: 'dev', dataDir, databaseUrl, roles, webhooksLimit: 10_000 });
  const store = await openStore(config);
  const processId = newProcessId();
  services = {
    config,
    store,
    log: pino({ level: 'error' }),
    processId,
    leases: new Leases({ store, processId }),
    now: Date.now,
    metrics: new Registry(),
    secrets: new SecretBox([key]),
    encryptionKeys: [key],
    publicUrl: 'http://127.0.0.1',
    localUrl: 'http://127.0.0.1',
  };
  pipeline = await startPipeline(services);
  return { readyMs: performance.now() - startedAt };
}

async function publish({
  count,
  perSecond,
  sources = count,
}: Extract<Task, { kind: 'publish' }>): Promise<object> {
  const sent: [string, number][] = [];
  const data = { userId: 'u'.repeat(100), accountId: 'a'.repeat(100), note: 'n'.repeat(100) };
  const one = async (n: number): Promise<void> => {
    const event = { ...caller, type: 'ACCOUNT_CONNECTED', data, sourceId: `${run}-${n % sources}` };
    const rendered = renderEvent(event, Date.now());
    await services.store.publish({ event: rendered });
    // The event has been accepted here, so it is on the disk.
    if (perSecond || n === 0) sent.push([rendered.id, now()]);
  };
  const run = randomBytes(4).toString('hex');
  const startedAt = now();
  if (perSecond) await paced(count, perSecond, one);
  else await crowded(count, one);
  return { startedAt, acceptedAt: now(), sent };
}

/** Publishes `perSecond` events each second, without waiting until earlier events have been accepted. */
async function paced(count: number, perSecond: number, one: (n: number) => Promise<void>): Promise<void> {
  const startedAt = now();
  const all: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const wait = startedAt + (n * 1000) / perSecond - now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    all.push(one(n));
  }
  await Promise.all(all);
}

/** Keeps 512 events in flight, like a busy API. */
async function crowded(count: number, one: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: 512 }, client));
}

/** The machine's monotonic clock in milliseconds. It is the same in every process. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

async function perform(task: Task): Promise<object> {
  switch (task.kind) {
    case 'open':
      return open(task);
    case 'endpoint': {
      const { url, active = true, retryDelays } = task;
      const delivery = retryDelays ? { retryDelays } : {};
      const request = {
        name: 'n',
        url,
        eventTypes: ['ALL_EVENTS' as const],
        secret: 'secret',
        active,
        delivery,
      };
      const { id } = await createWebhook(services, caller, request);
      // A process learns of a new webhook by a hint, which takes some time to arrive.
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { id };
    }
    case 'copies':
      await copyEndpoint(services.store, task);
      return {};
    case 'publish':
      return publish(task);
    case 'resume':
      await changeWebhook(services, caller, { id: task.webhookId, changes: { active: true } });
      return { startedAt: now() };
    case 'cpu': {
      const { user, system } = process.cpuUsage();
      return { cpu: (user + system) / 1e6, rss: process.memoryUsage().rss };
    }
    case 'close':
      await pipeline.close();
      await services.store.close();
      return {};
  }
}

process.on('message', async (task: Task) => process.send!(await perform(task)));
process.on('disconnect', () => process.exit());
