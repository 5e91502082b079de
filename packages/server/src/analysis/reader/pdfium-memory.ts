import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/**
 * The memory of PDFium. Call this again after each call of PDFium. If the memory has grown in that call, the old array
 * is no longer valid.
 */
export const memoryOf = ({ pdfium }: WrappedPdfiumModule): Uint8Array =>
  (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
