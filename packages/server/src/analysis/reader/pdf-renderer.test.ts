import { PDFDocument, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import { hostileFiles } from '../../testing/hostile-files.ts';
import { PdfRenderer } from './pdf-renderer.ts';

async function rendererOf(content: string): Promise<PdfRenderer> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([200, 200]);
  page.node.set(PDFName.of('Contents'), pdf.context.register(pdf.context.flateStream(content)));
  return PdfRenderer.open(new Uint8Array(await pdf.save()));
}

const line = '0 0 m 9 9 l S ';
const area = '20 30 40 50 re f ';

test('an area is found after thousands of lines, but not after more objects than a page has', async () => {
  using honest = await rendererOf(line.repeat(10_000) + area);
  expect(honest.marksOf(1)).toEqual([{ text: null, left: 20, right: 60, bottom: 30, top: 80 }]);
  using endless = await rendererOf(line.repeat(20_000) + area);
  expect(endless.marksOf(1)).toEqual([]);
});

test('a page that draws one picture 2,000 times is neither measured nor drawn', async () => {
  const { bytes } = hostileFiles().find(({ name }) => name === 'pdf-many-images')!;
  using renderer = await PdfRenderer.open(bytes);
  expect(() => renderer.coverOf(1)).toThrow(/draws \d+ pixels/);
  expect(() => renderer.render(1)).toThrow(/draws \d+ pixels/);
});
