import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createArchive } from '../actions/create-archive.ts';
import { getArchive } from '../actions/get-archive.ts';
import { addUser } from '../domain/users.ts';
import { isFree } from '../platform/lease.ts';
import type { Services } from '../platform/services.ts';
import { caller, documentBytes, openArchiveServices } from '../testing/archive-services.ts';
import { hostileFiles } from '../testing/hostile-files.ts';
import { startAnalysis } from './analysis.ts';

async function upload(services: Services, file: { bytes: Uint8Array; name: string }): Promise<string> {
  const user = await services.store.transaction((transaction) =>
    addUser(transaction, caller, { now: Date.now() }),
  );
  const given = { userId: user.id, fileType: 'PAYSLIP', files: [file], provider: 'tenant-provided' } as const;
  return (await createArchive(services, caller, given)).archive.id;
}

const statusOf = async (services: Services, id: string): Promise<string> =>
  (await getArchive(services, caller, id)).archive.status;

async function analysed(services: Services, id: string): Promise<string> {
  for (;;) {
    const status = await statusOf(services, id);
    if (status !== 'STARTED') return status;
    await pause(50);
  }
}

const leaseOwner = `(select owner from leases where kind = 'archive' and leases.id = archives.id) as lease_owner`;

test('slow files of many users make room for a fast one, which does not count as a failed attempt', {
  timeout: 180_000,
}, async () => {
  await using opened = await openArchiveServices();
  const { services } = opened;
  const fast = { bytes: await documentBytes('payslip-ryan.pdf'), name: 'fast.pdf' };
  // The analysis of this slow file takes a minute if nothing ends it earlier.
  const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-forms-in-forms')!;
  // The time of the fast file depends on the machine, so it is measured first.
  const alone = startAnalysis(services);
  const start = performance.now();
  await analysed(services, await upload(services, fast));
  const quickFor = 4 * (performance.now() - start);
  await alone.close();

  const slowIds: string[] = [];
  for (let count = 0; count < 5; count++) {
    slowIds.push(await upload(services, { bytes, name: 'slow.pdf' }));
  }
  const runner = startAnalysis(services, { quickFor });
  const started = () =>
    services.store.all(
      `select id from archives where status = 'STARTED' and not ${isFree('archive', 'archives.id')}`,
    );
  while ((await started()).length < 2) await pause(20);
  expect(await analysed(services, await upload(services, fast))).toBe('ANALYZED');
  for (const id of slowIds) expect(await statusOf(services, id)).toBe('STARTED');
  await runner.close();
  // Making room does not count as a failed attempt, and the leases have been released.
  const left = await services.store.all(
    `select attempts, ${leaseOwner} from archives where status = 'STARTED'`,
  );
  expect(left).toEqual(slowIds.map(() => ({ attempts: 0, lease_owner: null })));
});
