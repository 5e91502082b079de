import { CompressionMethod, MagickFormat } from '@imagemagick/magick-wasm';
import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { archiveReading } from '../domain/archive-reading.ts';
import { startAnalysis } from '../runners/analysis.ts';
import { caller, documentBytes, openArchiveServices } from '../testing/archive-services.ts';
import { varyPicture } from '../testing/vary-picture.ts';
import type { GivenFile } from './accept-file.ts';
import { createArchive } from './create-archive.ts';
import { getArchive } from './get-archive.ts';

const analysed = async (...files: GivenFile[]) => (await analysedWithFiles(...files)).archive;

async function analysedWithFiles(...files: GivenFile[]) {
  await using opened = await openArchiveServices();
  const { services, userId } = opened;
  const given = { userId, fileType: 'PAYSLIP', files, provider: 'user-provided' } as const;
  const { id } = (await createArchive(services, caller, given)).archive;
  const runner = startAnalysis(services);
  const read = () => getArchive(services, caller, id);
  while ((await read()).archive.status === 'STARTED') await new Promise((resume) => setTimeout(resume, 20));
  await runner.close();
  // Without `await`, the store would be closed while it is read.
  return await read();
}

async function payslip(month: string, net: string): Promise<GivenFile> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const rows = [
    ['Acorn Foods Inc.', 'Payslip'],
    ['Employee name', 'Ana Cruz'],
    ['Pay date', `2026-${month}-28`],
    ['Gross pay', '9,000.00'],
    ['Net pay', net],
  ];
  for (const [row, cells] of rows.entries())
    for (const [column, text] of cells.entries())
      page.drawText(text, { x: 50 + column * 250, y: 780 - row * 22, size: 11 });
  return { bytes: new Uint8Array(await pdf.save()), name: `${month}.pdf` };
}

test('a newer payslip that cannot be read is not ignored beside an older one, and is named', async () => {
  expect(await analysed(await payslip('02', '1,800.00'), await payslip('09', '8,1OO.OO'))).toMatchObject({
    status: 'ERROR',
    error_code: 'INVALID_FIELD_FORMAT',
    error_message:
      'Page 1 of "09.pdf": The document gives the net amount in a form we cannot read. Upload a sharper picture, or the original PDF.',
  });
});

test('a picture that is damaged in its middle is not ignored beside a good file, and is named', async () => {
  const photo = await documentBytes('payslip-george-photo.png');
  // A TIFF has no checksums, so the damage is found only by decoding.
  const bytes = await varyPicture(photo, MagickFormat.Tiff, (image) => {
    image.settings.compression = CompressionMethod.Zip;
  });
  bytes.fill(0, Math.floor(bytes.length * 0.3), Math.floor(bytes.length * 0.31));
  expect(await analysed(await payslip('02', '1,800.00'), { bytes, name: 'damaged.tiff' })).toMatchObject({
    status: 'ERROR',
    error_message: '"damaged.tiff" is damaged and cannot be read. Save or scan it again.',
  });
});

test('a document that is no payslip is not ignored silently beside a payslip: the steps of the reading name it', async () => {
  const pdf = await PDFDocument.create();
  const text = 'This is to certify that Ben Reyes is employed by Oakwood Retail Inc. as a cashier.';
  pdf.addPage([595, 842]).drawText(text, { x: 50, y: 780, size: 11 });
  const certificate = { bytes: new Uint8Array(await pdf.save()), name: 'certificate.pdf' };
  const older = await payslip('01', '1,700.00');
  const read = await analysedWithFiles(certificate, await payslip('02', '1,800.00'), older);
  expect(read.archive.status).toBe('ANALYZED');
  const [{ id: fileId } = { id: '' }] = read.files;
  const found = archiveReading(read).steps.filter(({ step }) => step === 'FIELDS_FOUND');
  expect(found.slice(1)).toMatchObject([{ fileId, text: 'No value was taken from "certificate.pdf".' }]);
});
