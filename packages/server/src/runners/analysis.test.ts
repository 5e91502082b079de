import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { eventSchema } from '@winkwire/contract/events';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createArchive, type NewArchive } from '../actions/create-archive.ts';
import { getArchive } from '../actions/get-archive.ts';
import { revokeArchive } from '../actions/revoke-archive.ts';
import { acquireArchive } from '../domain/archive-leases.ts';
import { archiveResource } from '../domain/archive-resource.ts';
import { datapointsOf } from '../domain/datapoints.ts';
import { Leases } from '../platform/lease.ts';
import type { Services } from '../platform/services.ts';
import {
  caller,
  documentBytes,
  eventsOf,
  isLeased,
  openArchiveServices,
} from '../testing/archive-services.ts';
import { startAnalysis } from './analysis.ts';

async function upload(
  services: Services,
  name: string,
  { userId, ...more }: Partial<NewArchive> & { userId: string },
) {
  const files = [{ bytes: await documentBytes(name), name }];
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'tenant-provided', ...more } as const;
  return (await createArchive(services, caller, given)).archive.id;
}

async function analysed(services: Services, id: string) {
  for (;;) {
    const read = await getArchive(services, caller, id);
    if (read.archive.status !== 'STARTED') return archiveResource(services, read);
    await pause(50);
  }
}

async function analyse(services: Services, id: string) {
  const runner = startAnalysis(services);
  const archive = await analysed(services, id);
  await runner.close();
  return archive;
}

test('a payslip becomes an analysis, data points, and events in the order of the contract', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'payslip-george.pdf', { userId });
  const archive = await analyse(services, id);
  expect(archive.state).toMatchObject({ status: 'ANALYZED', errorCode: null, errorMessage: null });
  expect(archive.validation?.metadata).toMatchObject({ resultCode: 'PASSED', score: 100 });
  expect(archive.analysis).toEqual({
    startDate: '2026-10-01',
    endDate: '2026-10-15',
    payDate: '2026-10-20',
    currency: 'PHP',
    grossAmount: 26324.5,
    netAmount: 22579.65,
    employerName: 'Mabini Freight Services Inc.',
    employeeName: 'George Palomero Jr.',
    ssNumber: '3300000008',
    philHealthNumber: '120504178634',
    taxNumber: '472815306000',
    pagIbigNumber: '121044719036',
  });
  const events = await eventsOf(services, id);
  expect(events.map(({ type }) => type)).toEqual([
    'ARCHIVE_STARTED',
    'TASK_STARTED',
    'IDENTITY_ADDED',
    'EMPLOYMENTS_ADDED',
    'INCOMES_ADDED',
    'DOCUMENTS_ADDED',
    'TASK_FINISHED',
    'ARCHIVE_ANALYZED',
  ]);
  expect(events.find(({ type }) => type === 'TASK_FINISHED')?.data).toMatchObject({
    userId,
    sourceId: id,
    sourceType: 'ARCHIVE',
    taskType: 'ANALYZE_ARCHIVE',
    status: 'SUCCEEDED',
    errorCode: null,
    providers: ['tenant-provided'],
    datapoints: ['IDENTITIES', 'DOCUMENTS', 'EMPLOYMENTS', 'INCOMES'],
  });
  const [income] = await datapointsOf(services.store, caller, { sourceId: id, kind: 'income' });
  expect(income).toMatchObject({ frequency: 'Semimonthly', grossAmount: 26324.5, baseAmount: 22500 });
});

test('every event of an archive matches the catalogue', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const good = await upload(services, 'payslip-ryan.pdf', { userId });
  const bad = await upload(services, 'unreadable.pdf', { userId });
  await analyse(services, good);
  await analyse(services, bad);
  await revokeArchive(services, caller, { id: good });
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const rows = await services.store.all<{ type: 'ARCHIVE_STARTED'; body: string }>(
    'select type, body from events where source_id in ($1, $2)',
    [good, bad],
  );
  expect(rows.length).toBe(8 + 1 + 4);
  for (const { type, body } of rows) {
    expect([type, ajv.validate(eventSchema(type), JSON.parse(body)), ajv.errors]).toEqual([type, true, null]);
  }
});

test('a page without words is not recognised, and the error says what to do', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'unreadable.pdf', { userId });
  const archive = await analyse(services, id);
  expect(archive.state).toMatchObject({ status: 'ERROR', errorCode: 'MISSING_MANDATORY_FIELD' });
  expect(archive.state.errorMessage).toMatch(/sharper picture/);
  const events = await eventsOf(services, id);
  expect(events.map(({ type }) => type)).toEqual([
    'ARCHIVE_STARTED',
    'TASK_STARTED',
    'TASK_FINISHED',
    'ARCHIVE_FAILED',
  ]);
  expect(events[2]?.data).toMatchObject({ status: 'FAILED', errorCode: 'FILE_UNABLE_TO_RECOGNIZE' });
  expect(events[3]?.data).toMatchObject({ archiveId: id, errorCode: 'FILE_UNABLE_TO_RECOGNIZE' });
});

test('the error for a tax document uploaded as a payslip names the type that it looks like', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'tax-document-george.pdf', { userId });
  const archive = await analyse(services, id);
  expect(archive.state.errorMessage).toBe('This was uploaded as payslip, but looks like tax document.');
});

test('files without a type are classified, and then analysed as files of the type found', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'tax-document-george.pdf', { userId, fileType: null });
  const archive = await analyse(services, id);
  expect(archive).toMatchObject({
    type: 'TAX_DOCUMENT',
    state: { status: 'ANALYZED' },
    classification: { fileType: 'TAX_DOCUMENT' },
    analysis: { startDate: '2025-01-01', endDate: '2025-12-31', taxNumber: '472815306000' },
  });
  const tasks = (await eventsOf(services, id)).filter(({ type }) => type.startsWith('TASK'));
  expect(tasks.map(({ type, data }) => `${type} ${data.taskType}`)).toEqual([
    'TASK_STARTED CLASSIFY_ARCHIVE',
    'TASK_FINISHED CLASSIFY_ARCHIVE',
    'TASK_STARTED ANALYZE_ARCHIVE',
    'TASK_FINISHED ANALYZE_ARCHIVE',
  ]);
});

test('an archive that is only classified gets a type and no data', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const name = 'employment-certificate-christina.pdf';
  const id = await upload(services, name, { userId, fileType: null, classifyOnly: true });
  const archive = await analyse(services, id);
  expect(archive).toMatchObject({
    state: { status: 'ANALYZED' },
    classification: { fileType: 'EMPLOYMENT_CERTIFICATE' },
    analysis: null,
  });
  expect((await eventsOf(services, id)).at(-1)?.type).toBe('ARCHIVE_ANALYZED');
});

/** Reading a picture takes seconds, so two tests share the result. */
async function readAfterKill() {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'payslip-george-photo.png', { userId });
  const script = new URL('../testing/run-analysis.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, services.config.dataDir], { stdio: 'inherit' });
  const exited = once(child, 'exit');
  while (!(await isLeased(services, id))) await pause(10);
  child.kill('SIGKILL');
  await exited;
  const { status } = (await getArchive(services, caller, id)).archive;
  return { status, archive: await analyse(services, id), events: await eventsOf(services, id) };
}
let picture: ReturnType<typeof readAfterKill> | undefined;
const readPicture = () => {
  picture ??= readAfterKill();
  return picture;
};

test('the text in a picture of a payslip is recognised', async () => {
  expect((await readPicture()).archive.analysis).toMatchObject({
    startDate: '2026-10-01',
    endDate: '2026-10-15',
    currency: 'PHP',
    grossAmount: 26324.5,
    netAmount: 22579.65,
    employerName: 'Mabini Freight Services Inc.',
  });
});

test('an archive of a type that is never analysed is stored, and has no task', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'payslip-george-photo.png', { userId, fileType: 'COMPANY_ID' });
  const archive = archiveResource(services, await getArchive(services, caller, id));
  expect(archive.state.status).toBe('UNSUPPORTED');
  expect((await eventsOf(services, id)).map(({ type }) => type)).toEqual(['ARCHIVE_STARTED']);
});

test('each of several payslips becomes an income, and the newest one becomes the analysis', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [
    { bytes: await documentBytes('payslip-christina.pdf'), name: 'october.pdf' },
    { bytes: await documentBytes('payslip-anisha.pdf'), name: 'the-other.pdf' },
  ];
  const id = await upload(services, 'payslip-anisha.pdf', { userId, files });
  const archive = await analyse(services, id);
  expect(archive.analysis).toMatchObject({ payDate: '2026-10-31', currency: 'INR' });
  expect(await datapointsOf(services.store, caller, { sourceId: id, kind: 'income' })).toHaveLength(2);
});

test('if the process that reads an archive dies, another one reads it when the lease has expired', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'payslip-ryan.pdf', { userId });
  const elsewhere = new Leases({ store: services.store, processId: 'elsewhere', leaseMs: -1 });
  const dead = await acquireArchive(services.store, elsewhere, { now: Date.now() });
  expect(dead?.id).toBe(id);
  const archive = await analyse(services, id);
  expect(archive.state.status).toBe('ANALYZED');
  const finished = (await eventsOf(services, id)).filter(({ type }) => type === 'ARCHIVE_ANALYZED');
  expect(finished).toHaveLength(1);
});

test('if a process is killed while it reads an archive, the next process finishes it, once', async () => {
  const { status, archive, events } = await readPicture();
  expect(status).toBe('STARTED');
  expect(archive).toMatchObject({ state: { status: 'ANALYZED' }, analysis: { netAmount: 22579.65 } });
  expect(events).toHaveLength(8);
});

test('after three processes have died while reading an archive, it is not read again', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'payslip-ryan.pdf', { userId });
  await services.store.run('update archives set attempts = 3 where id = $1', [id]);
  const archive = await analyse(services, id);
  expect(archive.state).toMatchObject({ status: 'ERROR', errorCode: 'SYSTEM_ERROR' });
  expect((await eventsOf(services, id)).at(-1)).toMatchObject({
    type: 'ARCHIVE_FAILED',
    data: { errorCode: 'SYSTEM_ERROR' },
  });
});

test('a process that has lost the lease of an archive neither gives the archive up nor postpones it', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const { store, processId } = services;
  const id = await upload(services, 'payslip-george-photo.png', { userId });
  await store.run('update archives set attempts = 2 where id = $1', [id]);
  const { promise: interrupted, resolve } = Promise.withResolvers<string>();
  const log = pino({}, { write: resolve });
  const leases = new Leases({ store, processId, renewMs: 20 });
  const runner = startAnalysis({ ...services, log, leases });
  await expect.poll(() => isLeased(services, id), { interval: 5 }).toBe(true);
  await store.run('update leases set owner = $1', ['another-host/pid:[4026531836]/1/0a1b2c3d']);
  expect(await interrupted).toContain('analysis.interrupted');
  await runner.close();
  const row = await store.get('select status, attempts, leased_until from archives where id = $1', [id]);
  expect(row).toEqual({ status: 'STARTED', attempts: 3, leased_until: 0 });
});

test.each([
  ['acquired it again neither gives the archive up nor postpones it', false],
  ['then stops does not take the attempt back', true],
])('a process that has lost the lease of an archive and %s', async (_, stops) => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const { store } = services;
  const id = await upload(services, 'payslip-george-photo.png', { userId });
  await store.run('update archives set attempts = 2 where id = $1', [id]);
  const lost = new AbortController();
  // Simulates a process that lost the lease and acquired it again. `lost` aborts, but the row stays.
  const again = { lost: lost.signal, stop() {}, release: async () => {} };
  const leases = Object.assign(new Leases({ store, processId: services.processId }), { keep: () => again });
  const { promise: interrupted, resolve } = Promise.withResolvers<string>();
  const runner = startAnalysis({ ...services, log: pino({}, { write: resolve }), leases });
  await expect.poll(() => isLeased(services, id), { interval: 5 }).toBe(true);
  lost.abort();
  if (!stops) expect(await interrupted).toContain('analysis.interrupted');
  await runner.close();
  const row = await store.get('select status, attempts, leased_until from archives where id = $1', [id]);
  expect(row).toEqual({ status: 'STARTED', attempts: 3, leased_until: 0 });
});

test('two runners that work at the same time analyse each archive once', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const names = ['payslip-ryan.pdf', 'payslip-anisha.pdf', 'payslip-christina.pdf', 'payslip-george.pdf'];
  const ids = await Promise.all(names.map((name) => upload(services, name, { userId })));
  const runners = [startAnalysis(services), startAnalysis(services)];
  for (const id of ids) await analysed(services, id);
  await Promise.all(runners.map((runner) => runner.close()));
  for (const id of ids) {
    expect((await eventsOf(services, id)).map(({ type }) => type)).toHaveLength(8);
  }
});

test('revoking an archive while its files are read ends the task, and the result is dropped', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const id = await upload(services, 'payslip-george.pdf', { userId });
  const { promise: isRead, resolve } = Promise.withResolvers<void>();
  const { promise: isRevoked, resolve: release } = Promise.withResolvers<void>();
  const { store } = services;
  const get = store.get.bind(store);
  // The runner gets the first file only after the archive has been revoked.
  store.get = async (sql, values) => {
    const row = await get<never>(sql, values);
    if (!sql.includes('content from files')) return row;
    resolve();
    await isRevoked;
    return row;
  };
  const runner = startAnalysis(services);
  await isRead;
  await revokeArchive(services, caller, { id });
  release();
  const next = await upload(services, 'payslip-ryan.pdf', { userId });
  await analysed(services, next);
  await runner.close();
  expect((await eventsOf(services, id)).map(({ type }) => type)).toEqual([
    'ARCHIVE_STARTED',
    'TASK_STARTED',
    'TASK_FINISHED',
    'ARCHIVE_REVOKED',
  ]);
});
