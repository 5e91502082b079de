import { statfs } from 'node:fs/promises';
import { findOldestUnread } from '../domain/queue-depth.ts';
import { exposeCounter, exposeGauge } from '../metrics/expose.ts';
import { CertificateExpiry } from '../platform/certificate-expiry.ts';
import { withTimeout } from '../platform/deadline.ts';
import type { Services } from '../platform/services.ts';

export function measureSurroundings(services: Services): void {
  const { config, leases, metrics, now, store } = services;
  exposeGauge(metrics, {
    name: 'winkwire_database_up',
    help: 'Whether the database responds to this process within 1.5 seconds.',
    read: () => readUp(store),
  });
  exposeCounter(metrics, leases.lost, {
    name: 'winkwire_leases_lost_total',
    help: 'Leases of each kind that this process lost while it was still doing the work.',
    label: 'kind',
  });
  exposeGauge(metrics, {
    name: 'winkwire_oldest_document_seconds',
    help: 'How long the oldest upload in the whole database has waited for the end of its analysis; 0 if none waits.',
    async read() {
      const oldest = await findOldestUnread(store);
      return oldest === undefined ? 0 : Math.max(0, now() - oldest) / 1000;
    },
  });
  exposeGauge(metrics, {
    name: 'winkwire_disk_free_ratio',
    help: 'The free part of the disk with the SQLite file, from 0 to 1; NaN with PostgreSQL.',
    read: () => (config.databaseUrl === null ? freeRatio(config.dataDir) : Number.NaN),
  });
  const certificate = new CertificateExpiry(() => services.publicUrl);
  exposeGauge(metrics, {
    name: 'winkwire_certificate_seconds',
    help: 'For how long the certificate of the public URL is still valid; NaN if there is none or it cannot be read.',
    read: async () => ((await certificate.read()) - now()) / 1000,
  });
}

/** The database must respond within this many ms, because a gauge becomes NaN after two seconds. */
const upWithinMs = 1500;

const readUp = (store: Services['store']): Promise<number> =>
  withTimeout(
    store.get('select 1').then(
      () => 1,
      () => 0,
    ),
    upWithinMs,
    () => 0,
  );

async function freeRatio(folder: string): Promise<number> {
  const { bavail, blocks } = await statfs(folder);
  return bavail / blocks;
}
