import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/**
 * The memory of PDFium. Call this again after each call of PDFium: if the memory has grown, the old array is invalid.
 */
export const memoryOf = ({ pdfium }: WrappedPdfiumModule): Uint8Array =>
  (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
