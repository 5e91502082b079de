import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { maximumPixels } from './limits.ts';
import { objectTypes, PageObjects } from './page-objects.ts';
import { memoryOf } from './pdfium-memory.ts';
import type { Picture } from './picture.ts';

/** The bytes of a pixel, keyed by PDFium's number for the format. */
const pixelBytes: Record<number, number> = { 1: 1, 2: 3, 3: 4, 4: 4 };

/**
 * The largest picture of a page in grey, not scaled, turned or clipped. Undefined if there is none, or if it is too
 * large or cannot be decoded.
 */
export function storedPicture(pdfium: WrappedPdfiumModule, page: number): Picture | undefined {
  const largest = largestPicture(pdfium, page);
  const bitmap = largest && pdfium.FPDFImageObj_GetBitmap(largest);
  if (!bitmap) return undefined;
  try {
    return greyOf(pdfium, bitmap);
  } finally {
    pdfium.FPDFBitmap_Destroy(bitmap);
  }
}

/** The picture with the most pixels. Undefined if it has more than `maximumPixels`. */
function largestPicture(pdfium: WrappedPdfiumModule, page: number): number | undefined {
  using objects = new PageObjects(pdfium, page);
  let [largest, most]: [number | undefined, number] = [undefined, 0];
  for (const { handle, type } of objects.walk()) {
    const at = objects.result;
    if (type !== objectTypes.picture || !pdfium.FPDFImageObj_GetImagePixelSize(handle, at, at + 4)) continue;
    const [width = 0, height = 0] = objects.integers(2);
    if (width * height > most) [largest, most] = [handle, width * height];
  }
  return most <= maximumPixels ? largest : undefined;
}

/** Converts colours to brightness, as JPEG does. */
function greyOf(pdfium: WrappedPdfiumModule, bitmap: number): Picture | undefined {
  const bytes = pixelBytes[pdfium.FPDFBitmap_GetFormat(bitmap)];
  if (!bytes) return undefined;
  const [width, height] = [pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)];
  const [start, stride] = [pdfium.FPDFBitmap_GetBuffer(bitmap), pdfium.FPDFBitmap_GetStride(bitmap)];
  const memory = memoryOf(pdfium);
  const data = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, from = start + y * stride; x < width; x++, from += bytes, to++) {
      const [blue = 0, green = 0, red = 0] = [memory[from], memory[from + 1], memory[from + 2]];
      data[to] = bytes === 1 ? blue : Math.round(0.114 * blue + 0.587 * green + 0.299 * red);
    }
  return { width, height, data };
}
