import { MagickFormat, MagickGeometry } from '@imagemagick/magick-wasm';
import { degrees, PDFDocument, PDFName, PDFString, rgb } from 'pdf-lib';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import { textOf } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { sniff } from './sniff.ts';
import { christina, fileReader, saved } from './testing/file-reader.ts';

const { read, reader } = fileReader();

/** A PDF with one page of this size, on which `draw` has put the payslip. */
async function payslipPage(
  size: [number, number],
  draw: (
    page: ReturnType<PDFDocument['addPage']>,
    drawn: Awaited<ReturnType<PDFDocument['embedPage']>>,
  ) => void,
) {
  const pdf = await PDFDocument.create();
  const [source] = (await PDFDocument.load(await documentBytes('payslip-christina.pdf'))).getPages();
  if (!source) throw new Error('The payslip has no page.');
  draw(pdf.addPage(size), await pdf.embedPage(source));
  return saved(pdf);
}

test.each([
  [90, { x: 842, y: 0, rotate: degrees(90) }],
  [270, { x: 0, y: 595, rotate: degrees(270) }],
  // With /Rotate 0, only the text shows that the page lies on its side.
  [0, { x: 842, y: 0, rotate: degrees(90) }],
])(
  'text that is drawn sideways on a page with /Rotate %i is read in the lines that a viewer shows',
  async (angle, place) => {
    const bytes = await payslipPage([842, 595], (page, drawn) => {
      page.drawPage(drawn, place);
      page.setRotation(degrees(angle));
    });
    const { lines, readings } = await read(bytes);
    const { analysis, fields } = parsePayslip(lines);
    expect(analysis).toMatchObject(christina);
    expect(readings).toMatchObject([{ readBy: 'TEXT', turnedBy: angle === 0 ? 90 : 0 }]);
    const [x = 0, y = 0] = fields.find(({ name }) => name === 'employerName')?.box ?? [];
    // The heading is at the top left. On the page that lies on its side, it is at the bottom left.
    expect([x < 0.25, angle === 0 ? y > 0.4 : y < 0.1]).toEqual([true, true]);
  },
);

test('text on a page whose visible part begins elsewhere is placed on the visible part', async () => {
  const bytes = await payslipPage([1000, 1200], (page, drawn) => {
    page.drawPage(drawn, { x: 200, y: 300 });
    page.setCropBox(200, 300, 595, 842);
  });
  const { fields } = parsePayslip((await read(bytes)).lines);
  const [x = 0, y = 0] = fields.find(({ name }) => name === 'employerName')?.box ?? [];
  expect([x < 0.25, y < 0.1]).toEqual([true, true]);
});

test('a scan in strips under a long note is read as the page that a viewer shows', async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const scan = await documentBytes('payslip-george-photo.png');
  const strips = 4;
  for (let strip = 0; strip < strips; strip++) {
    const part = await varyPicture(scan, MagickFormat.Jpeg, (image) => {
      const height = Math.floor(image.height / strips);
      image.crop(new MagickGeometry(0, strip * height, image.width, height));
      image.resetPage();
    });
    const height = 842 / strips;
    page.drawImage(await pdf.embedJpg(part), { x: 0, y: 842 - (strip + 1) * height, width: 595, height });
  }
  page.drawText('CONFIDENTIAL - Personnel file copy no. 00001, sent by fax', { x: 20, y: 4, size: 7 });
  const { lines: found } = await read(await saved(pdf));
  expect(parsePayslip(found).analysis).toMatchObject({ grossAmount: 26324.5, netAmount: 22579.65 });
  expect(textOf(found).match(/Personnel file copy no. 00001/g)).toHaveLength(1);
});

test('values in the fields of a form are read', async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  page.drawText('Certificate of tax withheld for the year 2025, a form that employers fill in', {
    x: 50,
    y: 780,
    size: 11,
  });
  page.drawText('Gross compensation income', { x: 50, y: 700, size: 11 });
  const field = pdf.getForm().createTextField('gross');
  field.setText('400,000.00');
  field.addToPage(page, { x: 300, y: 690, width: 150, height: 24, borderColor: rgb(0, 0, 0) });
  expect(textOf((await read(await saved(pdf))).lines)).toContain('Gross compensation income  400,000.00');
});

test('check boxes add no words, and a choice is read as its field shows it', async () => {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  page.drawText('Payslip of Ana Cruz, who works for Acorn Foods Inc. in Manila', { x: 50, y: 780, size: 11 });
  page.drawText('Pay period', { x: 70, y: 700, size: 11 });
  const box = pdf.getForm().createCheckBox('paid');
  box.addToPage(page, { x: 50, y: 698, width: 12, height: 12 });
  const month = pdf.getForm().createDropdown('month');
  month.addOptions(['March 2026']);
  month.select('March 2026');
  month.addToPage(page, { x: 300, y: 690, width: 120, height: 24 });
  const { dict } = month.acroField;
  dict.set(PDFName.of('Opt'), pdf.context.obj([[PDFString.of('3'), PDFString.of('March 2026')]]));
  dict.set(PDFName.of('V'), PDFString.of('3'));
  const text = textOf((await read(new Uint8Array(await pdf.save({ updateFieldAppearances: false })))).lines);
  expect(text).toContain('Pay period  March 2026');
  expect(text).not.toContain('Off');
});

test('a note that was typed onto a page is read, unless it is hidden', async () => {
  const pdf = await PDFDocument.load(await documentBytes('payslip-christina.pdf'));
  const note = (text: string, flags: number, y: number) =>
    pdf.context.register(
      pdf.context.obj({
        ...{ Type: 'Annot', Subtype: 'FreeText', Rect: [50, y, 250, y + 30], F: flags },
        ...{ Contents: PDFString.of(text), DA: PDFString.of('/Helv 11 Tf 0 g') },
      }),
    );
  const notes = [
    note('Passport 11\nVisa 22', 4, 250),
    note('Passport 33', 2, 200),
    note('Passport 44', 32, 300),
  ];
  pdf.getPage(0).node.set(PDFName.of('Annots'), pdf.context.obj(notes));
  const text = textOf((await read(await saved(pdf))).lines);
  expect(text).toMatch(/Passport 11\n+Visa 22/);
  expect(text).not.toMatch(/Passport (33|44)/);
});

test('a line that is a picture is read on a page of text, and the text stays as it is', async () => {
  const pdf = await PDFDocument.load(await documentBytes('payslip-christina.pdf'));
  const scan = await varyPicture(
    await documentBytes('payslip-george-photo.png'),
    MagickFormat.Png,
    (image) => {
      image.crop(new MagickGeometry(0, 0, image.width, Math.floor(image.height * 0.2)));
      image.resetPage();
    },
  );
  pdf.getPage(0).drawImage(await pdf.embedPng(scan), { x: 0, y: 150, width: 595, height: 168 });
  const text = textOf((await read(await saved(pdf))).lines);
  expect(text).toContain('Mabini Freight Services');
  expect(text).toContain('Net salary  SGD 6,468.00');
});

test('a PDF whose second page is missing is damaged', async () => {
  const pdf = await PDFDocument.load(await documentBytes('payslip-christina.pdf'));
  const { objectNumber } = pdf.addPage([595, 842]).ref;
  const bytes = Buffer.from(await pdf.save({ useObjectStreams: false })).toString('latin1');
  const without = bytes.replace(`\n${objectNumber} 0 obj`, `\n${'9'.repeat(`${objectNumber}`.length)} 1 obj`);
  const inspect = (file: string) =>
    reader.run({ task: 'inspect', format: 'PDF', bytes: Buffer.from(file, 'latin1') }, 60_000);
  await inspect(bytes);
  await expect(inspect(without)).rejects.toMatchObject({ fault: 'CORRUPT' });
});

test('a PDF with bytes in front of its signature is read', async () => {
  const bytes = Buffer.concat([
    Buffer.from('\uFEFF\n\nSent by: scanner\n'),
    await documentBytes('payslip-christina.pdf'),
  ]);
  expect(sniff(bytes)).toBe('PDF');
  expect(parsePayslip((await read(new Uint8Array(bytes))).lines).analysis).toMatchObject(christina);
});
