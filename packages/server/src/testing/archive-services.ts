import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { readConfig } from '../config.ts';
import { addUser } from '../domain/users.ts';
import type { Caller } from '../platform/caller.ts';
import { Leases } from '../platform/lease.ts';
import { newProcessId } from '../platform/process-id.ts';
import { SecretBox } from '../platform/secret-box.ts';
import type { Services } from '../platform/services.ts';
import { openStore } from '../store/open-store.ts';

export const caller: Caller = { tenantId: 'acme', mode: 'SANDBOX' };

export async function archiveServices(dataDir: string, databaseUrl: string | null = null): Promise<Services> {
  const config = readConfig({}, { profile: 'dev', dataDir, databaseUrl });
  const encryptionKeys = [Buffer.alloc(32, 7)];
  const store = await openStore(config);
  const processId = newProcessId();
  return {
    config,
    store,
    log: pino({ level: 'silent' }),
    processId,
    leases: new Leases({ store, processId }),
    now: Date.now,
    metrics: new Registry(),
    secrets: new SecretBox(encryptionKeys),
    encryptionKeys,
    publicUrl: 'https://winkwire.test',
    localUrl: 'http://127.0.0.1',
  };
}

export async function openArchiveServices(databaseUrl: string | null = null) {
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-archives-'));
  const services = await archiveServices(folder, databaseUrl);
  const { store } = services;
  const user = await store.transaction((transaction) => addUser(transaction, caller, { now: Date.now() }));
  return {
    services,
    userId: user.id,
    async [Symbol.asyncDispose]() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const documentBytes = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../../assets/documents/${name}`, import.meta.url)));

/** In the order of the event log. */
export async function eventsOf(services: Services, sourceId: string) {
  const rows = await services.store.all<{ type: string; body: string }>(
    'select type, body from events where tenant_id = $1 and mode = $2 and source_id = $3 order by id',
    [caller.tenantId, caller.mode, sourceId],
  );
  return rows.map(({ type, body }) => ({ type, data: JSON.parse(body).data }));
}

export const isLeased = async ({ leases }: Services, archiveId: string): Promise<boolean> =>
  (await leases.all('archive')).some(({ id }) => id === archiveId);
