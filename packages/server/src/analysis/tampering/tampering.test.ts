import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentAddedLater } from './content-added-later.ts';
import { coveredText } from './covered-text.ts';
import { differingFont } from './differing-font.ts';
import { editorOf } from './edited-metadata.ts';
import { fileCheck } from './file-check.ts';
import type { PaintedMark } from './painted-mark.ts';
import { picturePrograms } from './picture-programs.ts';
import { familyOf, type TextRun } from './text-run.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

const run = (
  text: string,
  at: { left?: number; top?: number; family?: string; height?: number } = {},
): TextRun => {
  const { left = 50, top = 100, family = 'helvetica', height = 10 } = at;
  return { text, page: 1, family, left, right: left + text.length * 5, top, bottom: top + height };
};

const original = '%PDF-1.7\n4 0 obj\n<< /Length 3 >>\nstream\nq Q\nendstream\nendobj\ntrailer\n%%EOF\n';
const content = '4 0 obj\n<< /Length 9 /Filter /FlateDecode >>\nstream\nq 1 0 0 Q\nendstream\nendobj\n';
const appearance = '9 0 obj\n<< /Type /XObject /Subtype /Form /Length 3 >>\nstream\nq Q\nendstream\nendobj\n';

test('content that was added after the end of a PDF is found', () => {
  expect(contentAddedLater(bytesOf(`${original}${content}trailer\n%%EOF\n`))).toHaveLength(1);
});

test.each([
  ['a PDF that was saved once', original],
  ['a signature that was added later', `${original}${appearance}trailer\n%%EOF\n`],
  ['a linearised PDF', `%PDF-1.7\n1 0 obj\n<< /Linearized 1 >>\nendobj\n%%EOF\n${content}trailer\n%%EOF\n`],
  ['bytes without a PDF', 'stream endstream %%EOF %%EOF stream'],
])('%s has no content that was added later', (_, text) => {
  expect(contentAddedLater(bytesOf(text))).toEqual([]);
});

const mark = (text: string | null, left = 50, width = 40): PaintedMark => ({
  text,
  left,
  right: left + width,
  bottom: 100,
  top: 110,
});

test('a value that was painted over and written anew is found, even if it is only one digit', () => {
  expect(coveredText([mark('1,000.00'), mark(null), mark('9,000.00', 51)], 2)).toEqual([
    { kind: 'TEXT_COVERED', page: 2, detail: '1,000.00 / 9,000.00' },
  ]);
  expect(coveredText([mark('1,000.00'), mark(null, 50, 5), mark('9', 50, 5)], 1)).toHaveLength(1);
});

test.each([
  ['bold text drawn twice', [mark('Net pay'), mark('Net pay', 50.3)]],
  ['a stamp over a value', [mark('1,000.00'), mark('RECEIVED')]],
  ['a value on a bar', [mark(null), mark('Net pay')]],
  ['a value that is highlighted and drawn again', [mark('Net pay'), mark(null), mark('Net pay')]],
  ['a line between two columns', [mark('1,000.00'), mark(null, 90, 1), mark('9,000.00', 91)]],
])('%s is no covered text', (_, marks) => expect(coveredText(marks, 1)).toEqual([]));

test('a value in a rare font beside usual text is found, and a number that stands alone is not', () => {
  const page = Array.from({ length: 12 }, (_, row) => run(`Label ${row}`, { top: 100 + row * 20 }));
  const pasted = run('9,000.00', { left: 200, top: 120, family: 'courier' });
  expect(differingFont([...page, pasted])).toMatchObject([{ kind: 'FONT_DIFFERS', detail: '9,000.00' }]);
  expect(differingFont([...page, { ...pasted, top: 700, bottom: 710 }])).toEqual([]);
  const column = page.map(({ top }) => run('1.00', { left: 200, top, family: 'courier' }));
  expect(differingFont([...page, ...column])).toEqual([]);
});

test.each([
  ['ABCDEF+Arial-BoldMT', 'arial'],
  ['ArialMT', 'arial'],
  ['Times-Roman', 'times'],
  ['TimesNewRomanPS-BoldItalicMT', 'timesnewroman'],
  ['Courier,Bold', 'courier'],
])('the family of %s is %s', (name, family) => expect(familyOf(name)).toBe(family));

test.each([
  ['Adobe Photoshop 25.9', 1],
  ['Sejda 5.3 (www.sejda.com)', 1],
  ['Microsoft® Word for Microsoft 365', 0],
  ['iLovePDF', 0],
  ['Drawboard Payroll', 0],
])('%s: %s suspicions', (program, count) => {
  expect(editorOf([undefined, program])).toHaveLength(count);
});

test('what was found is not cut inside a character', () => {
  const [found] = editorOf([`Photoshop ${'x'.repeat(49)}🙂`]);
  expect(found?.detail).toBe(`Photoshop ${'x'.repeat(49)}`);
});

test('the programs of a picture are read from its EXIF, its text and its XMP', () => {
  const software = 'GIMP 2.10\0';
  const tiff = Buffer.alloc(26 + software.length);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0131, 10);
  tiff.writeUInt16LE(2, 12);
  tiff.writeUInt32LE(software.length, 14);
  tiff.writeUInt32LE(26, 18);
  tiff.write(software, 26, 'latin1');
  expect(picturePrograms(tiff)).toEqual(['GIMP 2.10']);
  expect(picturePrograms(Buffer.concat([bytesOf('\xff\xd8Exif\0\0'), tiff]))).toEqual(['GIMP 2.10']);
  expect(picturePrograms(bytesOf('\x89PNG tEXtSoftware\0Paint.NET 5\0<xmp:CreatorTool>Canva</xmp>'))).toEqual(
    ['Canva', 'Paint.NET 5'],
  );
});

test('no bytes make the search for programs or for later content throw', () => {
  const pieces = [
    'Exif\0\0',
    'II*\0',
    'MM\0*',
    'eXIf',
    '%%EOF',
    'stream',
    'endstream',
    ' obj',
    '<<',
    '>>',
    '\xff\xff',
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 }))), (parts) => {
      picturePrograms(bytesOf(parts.join('')));
      contentAddedLater(bytesOf(parts.join('')));
    }),
  );
});

test('the check says in words what was found, once for each reason', () => {
  expect(fileCheck([])).toMatchObject({ resultCode: 'PASSED' });
  const later = { kind: 'CONTENT_ADDED_LATER', page: null, detail: '' } as const;
  expect(fileCheck([later, later, { kind: 'EDITOR', page: null, detail: 'GIMP 2.10' }])).toEqual({
    resultCode: 'FAILED',
    score: 0,
    resultMessage:
      'Content was added to a page after the file had been made. The file was saved by "GIMP 2.10", a program that changes finished documents.',
  });
});
