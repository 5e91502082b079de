import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createArchive } from '../actions/create-archive.ts';
import { getArchive } from '../actions/get-archive.ts';
import { addUser } from '../domain/users.ts';
import { startAnalysis } from '../runners/analysis.ts';
import { caller, documentBytes, isLeased, openArchiveServices } from '../testing/archive-services.ts';
import { hostileFiles, slowFiles } from '../testing/hostile-files.ts';
import { peakOf } from '../testing/process-cost.ts';
import { readHostileFiles, tableOf } from '../testing/read-hostile-files.ts';
import { startServerProcess } from '../testing/server-process.ts';

test('while hostile files are read, the memory of the server stays constant, and no child uses a gigabyte', {
  timeout: 180_000,
}, async ({ skip }) => {
  if (process.platform !== 'linux') return skip('Peaks of memory are read from /proc.');
  const folder = await mkdtemp(join(tmpdir(), 'winkwire-hostile-'));
  const server = await startServerProcess(folder);
  try {
    // Valid files are read first, so that `before` includes the memory that every upload needs.
    const good = {
      name: 'payslip',
      format: 'PNG' as const,
      bytes: await documentBytes('payslip-george-photo.png'),
    };
    const large = { ...good, name: 'large', bytes: Buffer.concat([good.bytes, Buffer.alloc(3_000_000)]) };
    const [first] = await readHostileFiles(server, [good, large, large, large]);
    expect(first?.result).toMatch(/^ANALYZED/);
    const before = peakOf(server.pid);
    const rows = await readHostileFiles(
      server,
      hostileFiles().filter(({ name }) => !slowFiles.has(name)),
    );
    console.log(`The server held ${before} MB before.\n${tableOf(rows)}`);
    expect(peakOf(server.pid) - before).toBeLessThanOrEqual(50);
    for (const { name, child, result } of rows) {
      expect([name, child < 1000]).toEqual([name, true]);
      expect([name, /^400: |^ERROR: /.test(result), result]).toEqual([name, true, result]);
    }
  } finally {
    await server.kill();
    await rm(folder, { recursive: true });
  }
});

test('a valid payslip is read while the files of another user use up their time limit', async () => {
  await using opened = await openArchiveServices();
  const { services, userId: hostileUser } = opened;
  const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-forms-in-forms')!;
  const upload = (userId: string, content: Uint8Array) =>
    createArchive(services, caller, {
      userId,
      fileType: 'PAYSLIP',
      files: [{ bytes: content, name: 'file.pdf' }],
      provider: 'user-provided',
    });
  const hostile = [];
  for (let index = 0; index < 4; index++) hostile.push((await upload(hostileUser, bytes)).archive.id);
  const runner = startAnalysis(services);
  const statusOf = async (id: string) => (await getArchive(services, caller, id)).archive.status;
  while (!(await isLeased(services, hostile[0]!))) await pause(10);
  const user = await services.store.transaction((transaction) =>
    addUser(transaction, caller, { now: Date.now() }),
  );
  const good = (await upload(user.id, await documentBytes('payslip-ryan.pdf'))).archive.id;
  while ((await statusOf(good)) === 'STARTED') await pause(50);
  expect(await statusOf(good)).toBe('ANALYZED');
  expect(await Promise.all(hostile.map(statusOf))).toEqual(Array(4).fill('STARTED'));
  await runner.close();
});

test('a file that needs too many resources fails its archive at once, with advice, and is not read again', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-content-600-mb')!;
  const files = [{ bytes, name: 'bomb.pdf' }];
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'user-provided' } as const;
  const { id } = (await createArchive(services, caller, given)).archive;
  const runner = startAnalysis(services);
  let { archive } = await getArchive(services, caller, id);
  while (archive.status === 'STARTED') {
    await pause(50);
    archive = (await getArchive(services, caller, id)).archive;
  }
  await runner.close();
  expect(archive).toMatchObject({ status: 'ERROR', error_code: 'MISSING_MANDATORY_FIELD', attempts: 1 });
  expect(archive.error_message).toMatch(/"bomb.pdf" is too large when it is opened\. Upload/);
});

test('with fifty archives of a user waiting, the next one is refused with the advice to wait', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf'), name: 'a.pdf' }];
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'user-provided' } as const;
  const { id } = (await createArchive(services, caller, given)).archive;
  await services.store.run(
    `insert into archives (id, tenant_id, mode, user_id, provider_id, type, status, job, version, created_at,
       updated_at, leased_until, attempts)
     with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 49)
     select 'copy-' || n, tenant_id, mode, user_id, provider_id, type, status, job, version, created_at, updated_at,
       leased_until, attempts from archives, numbers where id = $1`,
    [id],
  );
  await expect(createArchive(services, caller, given)).rejects.toMatchObject({
    code: 'REQUEST_LIMIT_EXCEEDED',
  });
});
