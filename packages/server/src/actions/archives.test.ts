import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sniff } from '../analysis/reader/sniff.ts';
import { archiveResource } from '../domain/archive-resource.ts';
import { datapointNamesOf } from '../domain/datapoints.ts';
import { findFileContent } from '../domain/files.ts';
import type { ListQuery } from '../domain/listing.ts';
import { startAnalysis } from '../runners/analysis.ts';
import { caller, documentBytes, eventsOf, openArchiveServices } from '../testing/archive-services.ts';
import type { GivenFile } from './accept-file.ts';
import { createArchive } from './create-archive.ts';
import { expireArchives } from './expire-archives.ts';
import { getArchive } from './get-archive.ts';
import { listArchives } from './list-archives.ts';
import { revokeArchive } from './revoke-archive.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

async function refusal(file: GivenFile): Promise<string> {
  await using opened = await openArchiveServices();
  const given = {
    userId: opened.userId,
    fileType: 'PAYSLIP',
    files: [file],
    provider: 'user-provided',
  } as const;
  const error = await createArchive(opened.services, caller, given).then(
    () => new Error('accepted'),
    (error: Error) => error,
  );
  const rows = await opened.services.store.all("select id from events where type like 'ARCHIVE%'");
  expect(rows).toEqual([]);
  return error.message;
}

test('a file is refused because of its content, with a message that says what its owner can do', async () => {
  const pdf = await documentBytes('payslip-ryan.pdf');
  const png = await documentBytes('payslip-george-photo.png');
  expect(await refusal({ bytes: new Uint8Array(), name: 'a.pdf' })).toBe('"a.pdf" is empty.');
  expect(await refusal({ bytes: ascii('#!/bin/sh\nrm -rf /'), name: 'a.pdf' })).toMatch(
    /not a PNG, JPG, PDF, TIFF or HEIC/,
  );
  expect(await refusal({ bytes: ascii('<svg xmlns="x"/>'), name: 'a.png' })).toMatch(
    /not a PNG, JPG, PDF, TIFF or HEIC/,
  );
  expect(await refusal({ bytes: png, name: 'a.pdf', format: 'PDF' })).toBe(
    '"a.pdf" is declared as PDF, but is PNG.',
  );
  expect(await refusal({ bytes: pdf.subarray(0, 300), name: 'a.pdf' })).toMatch(/damaged/);
  expect(await refusal({ bytes: png.subarray(0, 5_000), name: 'a.png' })).toMatch(/damaged/);
  expect(await refusal({ bytes: new Uint8Array(15 * 1024 * 1024 + 1) })).toMatch(/^The file is too large/);
});

test('a PDF with a password is refused', async () => {
  expect(await refusal({ bytes: encryptedPdf(), name: 'locked.pdf' })).toMatch(/protected by a password/);
});

test('an image that decompresses to too many pixels is refused', async () => {
  const bomb = Uint8Array.from(await documentBytes('payslip-george-photo.png'));
  new DataView(bomb.buffer).setUint32(16, 60_000);
  new DataView(bomb.buffer).setUint32(20, 60_000);
  expect(await refusal({ bytes: bomb, name: 'bomb.png' })).toMatch(/50 million pixels/);
});

test('a file gets a safe name and the extension of its format', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const bytes = await documentBytes('payslip-george-photo.png');
  const files = [
    { bytes, name: '../../etc/pass\u0000wd\u202egpj.exe' },
    { bytes, name: 'photo.jpeg' },
    { bytes, name: null },
  ];
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'user-provided' } as const;
  const archive = archiveResource(services, await createArchive(services, caller, given));
  expect(archive.rawFiles.map(({ name }) => name)).toEqual(['passwdgpj.exe.png', 'photo.png', 'payslip.png']);
  expect(archive.rawFiles[0]).toMatchObject({ format: 'PNG', size: Math.ceil(bytes.length / 1024) });
});

test('a HEIC is kept as JPG, and may be declared as JPG', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const bytes = await readFile(new URL('../testing/documents/payslip-christina.heic', import.meta.url));
  const files: GivenFile[] = [
    { bytes, name: 'IMG_0042.HEIC' },
    { bytes, name: 'IMG_0042.jpeg', format: 'JPEG' },
  ];
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'user-provided' } as const;
  const archive = await createArchive(services, caller, given);
  const { rawFiles } = archiveResource(services, archive);
  expect(rawFiles).toMatchObject([
    { name: 'IMG_0042.jpg', format: 'JPG' },
    { name: 'IMG_0042.jpeg', format: 'JPEG' },
  ]);
  const content = await findFileContent(services.store, rawFiles[0]?.id ?? '');
  expect(content && sniff(content.content)).toBe('JPEG');
  expect(await refusal({ bytes, name: 'a.png', format: 'PNG' })).toBe(
    '"a.png" is declared as PNG, but is HEIC.',
  );
  expect(await refusal({ bytes: bytes.subarray(0, 20_000), name: 'a.heic' })).toMatch(/damaged/);
});

test('revoking deletes content and data and appends one event, and revoking again changes nothing', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf') }];
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'tenant-provided' } as const;
  const { archive } = await createArchive(services, caller, given);
  const runner = startAnalysis(services);
  while ((await getArchive(services, caller, archive.id)).archive.status === 'STARTED')
    await Promise.resolve();
  await runner.close();
  expect(await datapointNamesOf(services.store, caller, archive.id)).toHaveLength(4);

  const revoked = await revokeArchive(services, caller, { id: archive.id });
  await revokeArchive(services, caller, { id: archive.id });
  expect(archiveResource(services, revoked)).toMatchObject({ state: { status: 'REVOKED' }, analysis: null });
  expect(await datapointNamesOf(services.store, caller, archive.id)).toEqual([]);
  expect(await findFileContent(services.store, revoked.files[0]!.id)).toBeUndefined();
  const events = await eventsOf(services, archive.id);
  expect(events.filter(({ type }) => type === 'ARCHIVE_REVOKED')).toHaveLength(1);
});

test('an archive is not found by another tenant, mode or user', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf') }];
  const given = { userId, fileType: 'OTHERS', files, provider: 'tenant-provided' } as const;
  const { id } = (await createArchive(services, caller, given)).archive;
  for (const other of [
    { ...caller, tenantId: 'other' },
    { ...caller, mode: 'PRODUCTION' as const },
    { ...caller, userId: 'acme-0' },
  ]) {
    await expect(getArchive(services, other, id)).rejects.toMatchObject({ code: 'MISSING_RESOURCE' });
    await expect(revokeArchive(services, other, { id })).rejects.toMatchObject({ code: 'MISSING_RESOURCE' });
    if (!('userId' in other)) expect((await listArchives(services, other, {})).items).toEqual([]);
  }
});

test('archives are listed newest first, page by page, by user, type and day', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf') }];
  const ids: string[] = [];
  for (const [index, fileType] of ['OTHERS', 'COMPANY_ID', 'OTHERS'].entries()) {
    const then = { ...services, now: () => Date.UTC(2026, 3, 20 + index) };
    const given = {
      userId: index === 1 ? null : userId,
      fileType,
      files,
      provider: 'tenant-provided',
    } as const;
    ids.unshift((await createArchive(then, caller, given)).archive.id);
  }
  const listed = async (query: ListQuery) => {
    const { items, nextCursor } = await listArchives(services, caller, query);
    return { ids: items.map(({ archive }) => archive.id), nextCursor };
  };
  const first = await listed({ size: 2 });
  expect(first.ids).toEqual(ids.slice(0, 2));
  expect(await listed({ cursor: first.nextCursor as string })).toEqual({
    ids: ids.slice(2),
    nextCursor: null,
  });
  expect((await listed({ userId })).ids).toEqual([ids[0], ids[2]]);
  expect((await listed({ fileType: 'COMPANY_ID' })).ids).toEqual([ids[1]]);
  expect((await listed({ startDate: '2026-04-21', endDate: '2026-04-21' })).ids).toEqual([ids[1]]);
});

test('an archive is deleted with its files after the retention period, and no earlier', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf') }];
  const given = { userId, fileType: 'OTHERS', files, provider: 'tenant-provided' } as const;
  await createArchive(services, caller, given);
  const inDays = (days: number) => ({ ...services, now: () => Date.now() + days * 86_400_000 });
  expect(await expireArchives(inDays(59))).toBe(0);
  expect(await expireArchives(inDays(61))).toBe(1);
  expect(await services.store.all('select id from files')).toEqual([]);
});

test('an unknown type of document and an unknown user are refused', async () => {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf') }];
  const given = { userId, fileType: 'PASSPORT_SCAN', files, provider: 'tenant-provided' } as const;
  await expect(createArchive(services, caller, given)).rejects.toMatchObject({ code: 'INVALID_PARAMETERS' });
  const nobody = { ...given, fileType: 'PAYSLIP', userId: 'acme-00000000000000000000000000000000' };
  await expect(createArchive(services, caller, nobody)).rejects.toMatchObject({ code: 'MISSING_RESOURCE' });
});

function encryptedPdf(): Uint8Array {
  const entry = (letter: string) => `<${letter.repeat(64)}>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    `<< /Filter /Standard /V 1 /R 2 /O ${entry('a')} /U ${entry('b')} /P -4 >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = text.length;
  const ids = `[<${'0'.repeat(32)}> <${'0'.repeat(32)}>]`;
  text += `xref\n0 5\n0000000000 65535 f \n${table}`;
  text += `trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID ${ids} >>\nstartxref\n${start}\n%%EOF`;
  return ascii(text);
}
