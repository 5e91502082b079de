import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { objectTypes, PageObjects } from './page-objects.ts';

/** Makes PDFium draw a page without its texts. Returns false if the page has too many objects to hide every text. */
export function hideText(pdfium: WrappedPdfiumModule, page: number): boolean {
  using objects = new PageObjects(pdfium, page);
  for (const { type, handle } of objects.walk()) {
    if (type === objectTypes.text) pdfium.FPDFPageObj_SetIsActive(handle, false);
  }
  return objects.isComplete;
}
