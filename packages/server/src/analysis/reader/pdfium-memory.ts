import type { WrappedPdfiumModule } from '@embedpdf/pdfium';

/** The memory of PDFium. It must be asked for again after each call, because a call may make it grow. */
export const memoryOf = ({ pdfium }: WrappedPdfiumModule): Uint8Array =>
  (pdfium as unknown as { HEAPU8: Uint8Array }).HEAPU8;
