import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { objectTypes, PageObjects } from './page-objects.ts';

/**
 * Makes PDFium draw a page without its texts, until the page is closed. Returns false if some may still be drawn,
 * because the page has too many objects.
 */
export function hideText(pdfium: WrappedPdfiumModule, page: number): boolean {
  using objects = new PageObjects(pdfium, page);
  for (const { type, handle } of objects.walk()) {
    if (type === objectTypes.text) pdfium.FPDFPageObj_SetIsActive(handle, false);
  }
  return objects.isComplete;
}
