import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WebhookCreateRequest } from '@winkwire/contract/resources/webhook';
import pino, { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { createWebhook } from '../../actions/create-webhook.ts';
import { type Config, readConfig } from '../../config.ts';
import type { Caller } from '../../platform/caller.ts';
import { Leases } from '../../platform/lease.ts';
import { newProcessId } from '../../platform/process-id.ts';
import { SecretBox } from '../../platform/secret-box.ts';
import type { Services } from '../../platform/services.ts';
import { openStore } from '../../store/open-store.ts';
import type { NewEvent } from '../model/new-event.ts';
import { type Pipeline, startPipeline } from '../start-pipeline.ts';

export interface Delivering extends AsyncDisposable {
  services: Services;
  pipeline: Pipeline;
  caller: Caller;
  webhook(url: string, settings?: Partial<WebhookCreateRequest>): Promise<string>;
  /** Appends events in one transaction. Resolves with their ids. */
  append(...events: Partial<NewEvent>[]): Promise<string[]>;
}

const anyKeys = [randomBytes(32)];

/** A store and a pipeline that delivers to loopback, without a server. */
export async function startDelivering(
  overrides: Partial<Config> = {},
  {
    encryptionKeys = anyKeys,
    log = pino({ level: 'silent' }),
  }: { encryptionKeys?: readonly Buffer[]; log?: Logger } = {},
): Promise<Delivering> {
  const dataDir = overrides.dataDir ?? mkdtempSync(join(tmpdir(), 'winkwire-'));
  const config = readConfig({}, { profile: 'dev', shutdownTimeout: 1000, ...overrides, dataDir });
  const store = await openStore(config);
  const processId = newProcessId();
  const services: Services = {
    config,
    store,
    log,
    processId,
    leases: new Leases({ store, processId }),
    now: Date.now,
    metrics: new Registry(),
    secrets: new SecretBox(encryptionKeys),
    encryptionKeys,
    publicUrl: 'http://127.0.0.1',
    localUrl: 'http://127.0.0.1',
  };
  const pipeline = await startPipeline(services);
  const caller: Caller = { tenantId: 'acme', mode: 'SANDBOX' };
  return {
    services,
    pipeline,
    caller,
    async webhook(url, settings = {}) {
      const request = {
        name: 'test',
        url,
        eventTypes: ['ALL_EVENTS' as const],
        secret: 'secret',
        ...settings,
      };
      return (await createWebhook(services, caller, request)).id;
    },
    append: (...events) =>
      store.transaction(async (transaction) =>
        events.map(
          (event) =>
            transaction.append({
              ...caller,
              type: 'USER_CREATED',
              data: { userId: 'acme-1' },
              sourceId: 'acme-1',
              ...event,
            }).id,
        ),
      ),
    async [Symbol.asyncDispose]() {
      await pipeline.close();
      await store.close();
      if (!overrides.dataDir) rmSync(dataDir, { recursive: true });
    },
  };
}
