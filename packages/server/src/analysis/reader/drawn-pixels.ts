import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { maximumDrawnPixels } from './limits.ts';
import { FileFaultError } from './messages.ts';
import { objectTypes, type PageObject, PageObjects } from './page-objects.ts';

export class DrawnPixels {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #objects: PageObjects;
  #pixels = 0;

  constructor(pdfium: WrappedPdfiumModule, objects: PageObjects) {
    this.#pdfium = pdfium;
    this.#objects = objects;
  }

  /** A page can draw the same picture many times, and each time counts. */
  add({ type, handle }: PageObject): void {
    const at = this.#objects.result;
    if (type !== objectTypes.picture) return;
    if (!this.#pdfium.FPDFImageObj_GetImagePixelSize(handle, at, at + 4)) return;
    const [width = 0, height = 0] = this.#objects.integers(2);
    this.#pixels += width * height;
    if (this.#pixels > maximumDrawnPixels) {
      throw new FileFaultError('TOO_LARGE_DECODED', `A page draws ${this.#pixels} pixels.`);
    }
  }
}

export function refuseManyPixels(pdfium: WrappedPdfiumModule, page: number): void {
  using objects = new PageObjects(pdfium, page);
  const drawn = new DrawnPixels(pdfium, objects);
  for (const object of objects.walk()) drawn.add(object);
}
