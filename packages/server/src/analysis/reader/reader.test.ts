import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { PDFDocument } from 'pdf-lib';
import { afterAll, expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { linesOf, textOf } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { decodePicture } from './decode-picture.ts';
import type { FileFaultError, SniffedFormat } from './messages.ts';
import { ReaderProcess } from './reader-process.ts';
import { sniff } from './sniff.ts';

const reader = new ReaderProcess({ niceness: 0 });
afterAll(() => reader[Symbol.asyncDispose]());
const milliseconds = 60_000;

const fixture = async (name: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(new URL(`../../testing/documents/${name}`, import.meta.url)));

async function lines(bytes: Uint8Array) {
  return linesOf(
    await reader.run({ task: 'read', format: sniff(bytes) as SniffedFormat, bytes }, milliseconds),
  );
}

test('the text in a JPEG is recognised', async () => {
  const { analysis } = parsePayslip(await lines(await fixture('payslip-christina.jpg')));
  expect(analysis).toMatchObject({ employeeName: 'Christina Tan', payDate: '2026-10-30', netAmount: 6468 });
});

test('the text in a TIFF is recognised', async () => {
  const { analysis } = parsePayslip(await lines(await fixture('payslip-anisha.tif')));
  expect(analysis).toMatchObject({
    employeeName: 'Anisha Bhatia',
    startDate: '2026-10-01',
    netAmount: 92235,
  });
});

test('a HEIC is converted to a JPEG that is upright, and its text is recognised', async () => {
  const heic = await fixture('payslip-christina.heic');
  expect(sniff(heic)).toBe('HEIC');
  // Some programs append bytes that belong to no box.
  const jpeg = await reader.convert(Buffer.concat([heic, Buffer.from('appended bytes')]), milliseconds);
  expect(sniff(jpeg)).toBe('JPEG');
  const { width, height } = await decodePicture(jpeg, 'JPEG', 0);
  expect([width, height]).toEqual([910, 1287]);
  const { analysis } = parsePayslip(await lines(new Uint8Array(jpeg)));
  expect(analysis).toMatchObject({ employeeName: 'Christina Tan', payDate: '2026-10-30', netAmount: 6468 });
});

test('the text in a scan inside of a PDF is recognised', async () => {
  const pdf = await PDFDocument.create();
  const scan = await pdf.embedJpg(await fixture('payslip-christina.jpg'));
  pdf.addPage([595, 842]).drawImage(scan, { x: 0, y: 0, width: 595, height: 842 });
  const { analysis } = parsePayslip(await lines(new Uint8Array(await pdf.save())));
  expect(analysis).toMatchObject({ employeeName: 'Christina Tan', grossAmount: 7950, netAmount: 6468 });
});

// Made by qpdf from the sample `payslip-ryan.pdf`.
test.each([
  ['an owner password, AES with 256 bits, and no permissions', 'payslip-ryan-owner-password.pdf'],
  ['an owner password, RC4 with 40 bits', 'payslip-ryan-owner-password-rc4.pdf'],
  ['a linearised file with object streams', 'payslip-ryan-linearised.pdf'],
])('the text in a PDF is read: %s', async (_, name) => {
  const bytes = await fixture(name);
  // A process that has read pictures holds more memory than an inspection may take, so inspections get their own
  // process.
  await using inspector = new ReaderProcess({ niceness: 0 });
  await inspector.run({ task: 'inspect', format: 'PDF', bytes }, milliseconds);
  const { analysis } = parsePayslip(await lines(bytes));
  expect(analysis).toMatchObject({ employeeName: 'Ryan Lestari', netAmount: 13_322_500 });
  expect(await reader.examine({ format: 'PDF', bytes }, milliseconds)).toEqual([]);
});

test('only the first ten pages of a long PDF are read', async () => {
  const pdf = await PDFDocument.create();
  for (let page = 1; page <= 12; page++)
    pdf.addPage().drawText(`This is page number ${page} of twelve, which has enough words.`, { size: 10 });
  const text = textOf(await lines(new Uint8Array(await pdf.save())));
  expect(text).toContain('page number 10');
  expect(text).not.toContain('page number 11');
});

test('the reader reports on every broken file, and reads the next one', async () => {
  const originals = [
    await documentBytes('payslip-ryan.pdf'),
    await fixture('payslip-christina.jpg'),
    await fixture('payslip-christina.heic'),
  ];
  const damage = fc.record({
    original: fc.constantFrom(...originals),
    cuts: fc.array(fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), byte: fc.nat(255) }), {
      maxLength: 60,
    }),
    keep: fc.double({ min: 0.2, max: 1, noNaN: true }),
  });
  await fc.assert(
    fc.asyncProperty(damage, async ({ original, cuts, keep }) => {
      const bytes = original.slice(0, Math.ceil(original.length * keep));
      for (const { at, byte } of cuts) bytes[Math.floor(bytes.length * at)] = byte;
      const format = sniff(original) as SniffedFormat;
      const task = format === 'HEIC' ? 'convert' : 'inspect';
      await reader.run({ task, format, bytes }, milliseconds).catch((error: FileFaultError) => {
        expect(['CORRUPT', 'ENCRYPTED', 'TOO_LARGE_DECODED', 'TOO_MANY_PAGES']).toContain(error.fault);
      });
    }),
    { numRuns: 60 },
  );
  expect(textOf(await lines(originals[0] as Uint8Array))).toContain('Ryan Lestari');
});

test('a file that takes too long ends its process, and the next file gets a new one', async () => {
  await using hurried = new ReaderProcess({ niceness: 0 });
  const job = { task: 'read', format: 'PDF', bytes: await documentBytes('payslip-ryan.pdf') } as const;
  await expect(hurried.run(job, 1)).rejects.toMatchObject({ fault: 'TIMEOUT' });
  await expect(hurried.run(job, 1)).rejects.toMatchObject({ fault: 'TIMEOUT' });
  expect(textOf(linesOf(await hurried.run(job, milliseconds)))).toContain('Ryan Lestari');
});

test('the format of a file is detected from its bytes', async () => {
  expect(sniff(await documentBytes('payslip-ryan.pdf'))).toBe('PDF');
  expect(sniff(await documentBytes('payslip-george-photo.png'))).toBe('PNG');
  expect(sniff(await fixture('payslip-anisha.tif'))).toBe('TIFF');
  expect(sniff(new TextEncoder().encode('<html><script>'))).toBeUndefined();
  expect(sniff(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toBeUndefined();
});
