import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { startTestServer } from '../../testing/test-server.ts';
import { proveOutage } from '../testing/prove-outage.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';

const leaseTimes = { leaseMs: 2000, renewMs: 100, requestMs: 500 };

test('SQLite is locked by another process until the leases end: the API responds with 503, nothing is lost, and no delivery that got its response is sent again', async () => {
  await using server = await startTestServer({ roles: ['api'] });
  await using _ = await startDispatcher(server, { leaseTimes });
  const { store } = server.services;
  const other = new DatabaseSync(join(server.folder, 'winkwire.sqlite'));
  await using receiver = await proveOutage(server, {
    begin: () => other.exec('pragma busy_timeout = 5000; begin immediate'),
    // Reads still work, so the table shows when all leases have ended.
    async end() {
      const held = `select count(*) as held from leases where kind = 'shard' and leased_until > $1`;
      await expect.poll(() => store.get(held, [Date.now()])).toEqual({ held: 0 });
      other.close();
    },
  });
  expect(receiver.received.length).toBeGreaterThan(40);
}, 120_000);
