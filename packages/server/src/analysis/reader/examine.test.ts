import { degrees, PDFDocument, type PDFPage, rgb, StandardFonts } from 'pdf-lib';
import { afterAll, expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { saveAsJpeg } from '../../testing/save-as-jpeg.ts';
import { decodePicture } from './decode-picture.ts';
import { ReaderProcess } from './reader-process.ts';

const reader = new ReaderProcess({ niceness: 0 });
afterAll(() => reader[Symbol.asyncDispose]());

async function suspicionsAfter(change: (pdf: PDFDocument, page: PDFPage) => void | Promise<void>) {
  const pdf = await PDFDocument.load(await documentBytes('payslip-christina.pdf'), { updateMetadata: false });
  await change(pdf, pdf.getPage(0));
  return reader.examine({ format: 'PDF', bytes: new Uint8Array(await pdf.save()) }, 60_000);
}

test('the sample documents show no sign of a change', async () => {
  expect(await suspicionsAfter(() => {})).toEqual([]);
  const bytes = await documentBytes('payslip-george-photo.png');
  expect(await reader.examine({ format: 'PNG', bytes }, 60_000)).toEqual([]);
});

test('an editor and a covered text are found in a PDF', async () => {
  const suspicions = await suspicionsAfter(async (pdf, page) => {
    pdf.setProducer('Sejda 5.3');
    const font = await pdf.embedFont(StandardFonts.TimesRoman);
    page.drawText('9,468.00', { x: 480, y: 430, size: 12, font });
    page.drawRectangle({ x: 478, y: 426, width: 60, height: 16, color: rgb(1, 1, 1) });
    page.drawText('8,468.00', { x: 481, y: 430, size: 12, font });
  });
  expect(suspicions.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['EDITOR', 'TEXT_COVERED']));
});

test('a long text that is covered is read whole', async () => {
  const [old, written] = [`${'old '.repeat(37)}1`, `${'new '.repeat(37)}1`];
  const suspicions = await suspicionsAfter(async (pdf, page) => {
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    for (const [y, text] of [
      [430, written],
      [400, old],
    ] as const) {
      page.drawText(old, { x: 20, y, size: 6, font });
      page.drawRectangle({ x: 18, y: y - 3, width: 560, height: 12, color: rgb(1, 1, 1) });
      page.drawText(text, { x: 20, y, size: 6, font });
    }
  });
  expect(suspicions.map(({ detail }) => detail)).toEqual([`${old} / ${written}`.slice(0, 60)]);
});

test('text that is drawn twice, a watermark and a stamp over a value are no signs of a change', async () => {
  const suspicions = await suspicionsAfter(async (pdf, page) => {
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    for (const x of [480, 480.3]) page.drawText('9,468.00', { x, y: 430, size: 12, font });
    page.drawText('COPY', { x: 160, y: 380, size: 120, font, rotate: degrees(40), opacity: 0.08 });
    page.drawText('RECEIVED', { x: 470, y: 431, size: 10, font, color: rgb(0.8, 0, 0) });
  });
  expect(suspicions).toEqual([]);
});

test('an update after the end of a PDF is found', async () => {
  const pdf = Buffer.from(await documentBytes('payslip-christina.pdf'));
  const update = Buffer.from('\n90 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\n%%EOF\n');
  const bytes = new Uint8Array(Buffer.concat([pdf, update]));
  expect(await reader.examine({ format: 'PDF', bytes }, 60_000)).toMatchObject([
    { kind: 'CONTENT_ADDED_LATER' },
  ]);
});

/** A PDF with a noisy scan of the sample payslip. The scan is saved as JPEG, changed, and saved as JPEG again. */
async function scanAfter(change: (data: Uint8Array, width: number) => void): Promise<Uint8Array> {
  const sample = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
  let state = 7;
  const data = sample.data.map((grey) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.max(0, Math.min(255, grey + ((state >>> 16) % 17) - 8));
  });
  const scan = await decodePicture(await saveAsJpeg({ ...sample, data }, 60), 'JPEG', 0);
  change(scan.data, scan.width);
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const picture = await pdf.embedJpg(await saveAsJpeg(scan, 90));
  pdf.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  return new Uint8Array(await pdf.save());
}

test('an amount that was copied to another row of a scan is found in its PDF', async () => {
  const bytes = await scanAfter((data, width) => {
    for (let row = 0; row < 26; row++) {
      const from = (474 + row) * width + 385;
      data.copyWithin((575 + row) * width + 386, from, from + 84);
    }
  });
  expect(await reader.examine({ format: 'PDF', bytes }, 60_000)).toEqual([
    { kind: 'TEXT_PASTED', page: 1, detail: '' },
  ]);
});

test('a scan that was only saved again shows no sign of a change', async () => {
  const bytes = await scanAfter(() => {});
  expect(await reader.examine({ format: 'PDF', bytes }, 60_000)).toEqual([]);
});
