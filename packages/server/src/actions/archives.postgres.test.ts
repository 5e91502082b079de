import { afterAll, beforeAll, expect, test } from 'vitest';
import { archiveResource } from '../domain/archive-resource.ts';
import { findFileContent } from '../domain/files.ts';
import { startAnalysis } from '../runners/analysis.ts';
import { type Postgres, startPostgres } from '../store/testing/start-postgres.ts';
import { caller, documentBytes, eventsOf, openArchiveServices } from '../testing/archive-services.ts';
import { createArchive } from './create-archive.ts';
import { expireArchives } from './expire-archives.ts';
import { getArchive } from './get-archive.ts';
import { listArchives } from './list-archives.ts';
import { revokeArchive } from './revoke-archive.ts';

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());

test('two processes on PostgreSQL share the work, and archives behave as on SQLite', async () => {
  const databaseUrl = await postgres.createDatabase();
  await using one = await openArchiveServices(databaseUrl);
  await using other = await openArchiveServices(databaseUrl);
  const { services, userId } = one;
  const names = ['payslip-ryan.pdf', 'payslip-anisha.pdf', 'payslip-george.pdf', 'unreadable.pdf'];
  const ids: string[] = [];
  for (const name of names) {
    const files = [{ bytes: await documentBytes(name), name }];
    const given = { userId, fileType: 'PAYSLIP', files, provider: 'tenant-provided' } as const;
    ids.push((await createArchive(services, caller, given)).archive.id);
  }
  const runners = [startAnalysis(one.services), startAnalysis(other.services)];
  const statuses = async () =>
    Promise.all(ids.map(async (id) => (await getArchive(services, caller, id)).archive.status));
  while ((await statuses()).includes('STARTED')) await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all(runners.map((runner) => runner.close()));
  expect(await statuses()).toEqual(['ANALYZED', 'ANALYZED', 'ANALYZED', 'ERROR']);
  for (const id of ids.slice(0, 3)) expect(await eventsOf(services, id)).toHaveLength(8);

  const [first] = ids as [string];
  const { items } = await listArchives(services, caller, { fileType: 'PAYSLIP', size: 3 });
  expect(items.map((item) => archiveResource(services, item).id)).toEqual(ids.slice(1).reverse());
  const [file] = (await getArchive(services, caller, first)).files;
  const stored = await findFileContent(services.store, file!.id);
  expect(Buffer.from(stored!.content).equals(await documentBytes('payslip-ryan.pdf'))).toBe(true);
  await revokeArchive(services, caller, { id: first });
  expect(await findFileContent(services.store, file!.id)).toBeUndefined();
  expect(await expireArchives({ ...services, now: () => Date.now() + 61 * 86_400_000 })).toBe(4);
});
