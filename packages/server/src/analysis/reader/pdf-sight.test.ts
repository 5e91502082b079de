import { PDFDocument, type PDFFont, PDFName, type PDFPage, PDFString, rgb, StandardFonts } from 'pdf-lib';
import { expect, test } from 'vitest';
import { textOf } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { fileReader, saved } from './testing/file-reader.ts';

const { read } = fileReader();

const rows = [
  ['Acorn Foods Inc.'],
  ['PAYSLIP'],
  ['Employee name', 'Ana Cruz'],
  ['Pay date', '2026-03-20'],
  ['Gross pay', '20,000.00'],
  [],
  ['Net pay', '18,000.00'],
];
const rowAt = (row: number) => 780 - 22 * row;
const blank = rowAt(5);

interface Sheet {
  pdf: PDFDocument;
  page: PDFPage;
  font: PDFFont;
}

type Draw = (sheet: Sheet) => void;

async function payslip(draw: Draw, isFirst = false) {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([595, 842]);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const sheet = { pdf, page, font };
  if (isFirst) draw(sheet);
  for (const [row, texts] of rows.entries()) {
    for (const [column, text] of texts.entries()) {
      page.drawText(text, { x: 50 + 250 * column, y: rowAt(row), size: 11, font });
    }
  }
  if (!isFirst) draw(sheet);
  return pdf;
}

function drawNet({ page, font }: Sheet, [before, after]: [string, string]): void {
  const name = page.node.newFontDictionary('F', font.ref);
  const text = (x: number, shown: string) => `BT ${name} 11 Tf 1 0 0 1 ${x} ${blank} Tm (${shown}) Tj ET`;
  const { context } = page.doc;
  const content = `${before} ${text(50, 'Net pay')} ${text(300, '99,000.00')} ${after}`;
  page.node.addContentStream(context.register(context.stream(content)));
}

function drawInLayer(sheet: Sheet): void {
  const { pdf, page } = sheet;
  const layer = pdf.context.register(pdf.context.obj({ Type: 'OCG', Name: PDFString.of('draft') }));
  pdf.catalog.set(PDFName.of('OCProperties'), pdf.context.obj({ OCGs: [layer], D: { OFF: [layer] } }));
  page.node.Resources()?.set(PDFName.of('Properties'), pdf.context.obj({ Draft: layer }));
  drawNet(sheet, ['/OC /Draft BDC', 'EMC']);
}

const paper = { x: 40, y: blank - 5, width: 400, height: 20, color: rgb(1, 1, 1) };

test.each<[string, Draw, boolean?]>([
  ['invisible', (sheet) => drawNet(sheet, ['3 Tr', '0 Tr'])],
  ['in a layer that is off', drawInLayer],
  ['white', (sheet) => drawNet(sheet, ['1 g', '0 g'])],
  ['clipped', (sheet) => drawNet(sheet, ['q 0 0 9 9 re W n', 'Q'])],
  [
    'under an opaque area',
    (sheet) => {
      drawNet(sheet, ['', '']);
      sheet.page.drawRectangle(paper);
    },
    true,
  ],
])('an amount that is %s is not read', async (_, draw, isFirst) => {
  const { lines, readings } = await read(await saved(await payslip(draw, isFirst)));
  expect(textOf(lines)).not.toContain('99,000.00');
  expect(parsePayslip(lines).analysis.netAmount).toBe(18000);
  expect(readings).toMatchObject([{ readBy: 'TEXT' }]);
});

test('a white amount on a dark bar is read', async () => {
  const pdf = await payslip(({ page, font }) => {
    page.drawRectangle({ ...paper, color: rgb(0, 0, 0.3) });
    page.drawText('Basic pay', { x: 50, y: blank, size: 11, font, color: rgb(1, 1, 1) });
    page.drawText('19,000.00', { x: 300, y: blank, size: 11, font, color: rgb(1, 1, 1) });
  });
  const { lines, readings } = await read(await saved(pdf));
  expect(textOf(lines)).toContain('Basic pay  19,000.00');
  expect(readings).toMatchObject([{ readBy: 'TEXT' }]);
});

test('a page that hides a digit within an amount is read from its pixels', async () => {
  const hide = ({ page, font }: Sheet) => {
    const name = page.node.newFontDictionary('F', font.ref);
    const amount = '3 Tr (9) Tj 0 Tr (8,500.00) Tj';
    const content = `BT ${name} 11 Tf 50 ${blank} Td (Basic pay) Tj 250 0 Td ${amount} ET`;
    page.node.addContentStream(page.doc.context.register(page.doc.context.stream(content)));
  };
  const { lines, readings } = await read(await saved(await payslip(hide)));
  expect(textOf(lines)).toContain('Basic pay  8,500.00');
  expect(parsePayslip(lines).analysis.netAmount).toBe(18000);
  expect(readings).toMatchObject([{ readBy: 'PIXELS' }]);
});

test('a page with two amounts in the same place is read from its pixels', async () => {
  const draw = ({ page, font }: Sheet) =>
    page.drawText('98,000.00', { x: 300, y: rowAt(6), size: 11, font, opacity: 0 });
  const { lines, readings } = await read(await saved(await payslip(draw)));
  expect(parsePayslip(lines).analysis.netAmount).toBe(18000);
  expect(readings).toMatchObject([{ readBy: 'PIXELS' }]);
});
