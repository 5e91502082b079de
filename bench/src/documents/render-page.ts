import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Pixels } from './pixels.ts';

let library: Promise<PDFiumLibrary> | undefined;

export async function renderPage(pdf: Uint8Array, dotsPerInch: number): Promise<Pixels> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const page = document.getPage(0);
    const { width, height, data } = await page.render({
      scale: dotsPerInch / 72,
      render: 'bitmap',
      colorSpace: 'Gray',
    });
    return { width, height, data: new Uint8Array(data) };
  } finally {
    document.destroy();
  }
}
