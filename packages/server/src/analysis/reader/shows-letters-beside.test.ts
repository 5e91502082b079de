import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { openPdf } from './inspect-pdf.ts';
import { PdfRenderer } from './pdf-renderer.ts';
import { printedWords } from './printed-words.ts';
import { showsLettersBeside } from './shows-letters-beside.ts';

test.each([
  'employment-certificate-christina.pdf',
  'payslip-anisha.pdf',
  'payslip-christina.pdf',
  'tax-document-george.pdf',
])('the logo and the lines of a page are no letters: %s', async (name) => {
  const bytes = await documentBytes(name);
  using renderer = await PdfRenderer.open(bytes);
  const pdf = await openPdf(bytes);
  const { words } = await printedWords(await pdf.getPage(1), 1, () => undefined);
  const drawn = renderer.render(1);
  expect(showsLettersBeside(drawn, words)).toBe(false);
  expect(showsLettersBeside(drawn, words.slice(words.length / 2))).toBe(true);
  await pdf.loadingTask.destroy();
});
