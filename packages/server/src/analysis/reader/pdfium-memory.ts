import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/**
 * The memory of PDFium. Read it again after each call of PDFium, because the memory may have grown in that
 * call, and the old array is not valid then.
 */
export const memoryOf = ({ pdfium }: WrappedPdfiumModule): Uint8Array =>
  (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
