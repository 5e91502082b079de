import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { maximumDrawnPixels } from './limits.ts';
import { apply, identity, type Matrix, times } from './matrix.ts';
import { FileFaultError } from './messages.ts';
import { memoryOf } from './pdfium-memory.ts';

/** Values of PDFium's interface. */
const objectOfPicture = 3;
const objectOfForm = 5;

/** How many parts a page is divided into, in each direction. */
const gridSide = 40;
/** How many objects of a page are looked at, and how deep they may be nested. */
const maximumObjects = 20_000;
const maximumDepth = 6;

/** Finds out which parts of a page are covered by pictures. A page may consist of many small ones. */
export class PictureCover {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #page: number;
  readonly #numbers: number;
  readonly #covered = new Uint8Array(gridSide * gridSide);
  #objects = 0;
  #pixels = 0;

  constructor(pdfium: WrappedPdfiumModule, page: number) {
    this.#pdfium = pdfium;
    this.#page = page;
    this.#numbers = pdfium.pdfium.wasmExports.malloc(24);
  }

  share(): number {
    const pdfium = this.#pdfium;
    try {
      const count = pdfium.FPDFPage_CountObjects(this.#page);
      for (let index = 0; index < count && this.#objects < maximumObjects; index++) {
        this.#add(pdfium.FPDFPage_GetObject(this.#page, index), identity, 0);
      }
    } finally {
      pdfium.pdfium.wasmExports.free(this.#numbers);
    }
    return this.#covered.reduce((sum, part) => sum + part, 0) / this.#covered.length;
  }

  #add(object: number, outer: Matrix, depth: number): void {
    this.#objects++;
    const type = this.#pdfium.FPDFPageObj_GetType(object);
    if (type === objectOfPicture) {
      this.#count(object);
      this.#mark(object, outer);
    }
    if (type !== objectOfForm || depth >= maximumDepth) return;
    const inner = times(this.#matrixOf(object), outer);
    const count = this.#pdfium.FPDFFormObj_CountObjects(object);
    for (let index = 0; index < count && this.#objects < maximumObjects; index++) {
      this.#add(this.#pdfium.FPDFFormObj_GetObject(object, index), inner, depth + 1);
    }
  }

  /** Refuses a page that draws so many pixels that drawing it takes minutes, such as one picture 2,000 times. */
  #count(object: number): void {
    const at = this.#numbers;
    if (!this.#pdfium.FPDFImageObj_GetImagePixelSize(object, at, at + 4)) return;
    const [width = 0, height = 0] = new Uint32Array(memoryOf(this.#pdfium).buffer, at, 2);
    this.#pixels += width * height;
    if (this.#pixels > maximumDrawnPixels) {
      throw new FileFaultError('TOO_LARGE_DECODED', `A page draws ${this.#pixels} pixels.`);
    }
  }

  #mark(object: number, outer: Matrix): void {
    const at = this.#numbers;
    if (!this.#pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) return;
    const [left = 0, bottom = 0, right = 0, top = 0] = this.#floats(4);
    const corners = [apply(outer, left, bottom), apply(outer, right, top)].map(([x, y]) =>
      this.#onPage(x, y),
    );
    const [x0, x1] = corners.map(([x]) => x).toSorted((one, other) => one - other) as [number, number];
    const [y0, y1] = corners.map(([, y]) => y).toSorted((one, other) => one - other) as [number, number];
    for (let row = 0; row < gridSide; row++) {
      for (let column = 0; column < gridSide; column++) {
        const [x, y] = [(column + 0.5) / gridSide, (row + 0.5) / gridSide];
        if (x >= x0 && x <= x1 && y >= y0 && y <= y1) this.#covered[row * gridSide + column] = 1;
      }
    }
  }

  /** A point of the page as fractions of the page as a viewer shows it. */
  #onPage(x: number, y: number): [number, number] {
    const pdfium = this.#pdfium;
    const at = this.#numbers;
    pdfium.FPDF_PageToDevice(this.#page, 0, 0, 10_000, 10_000, 0, x, y, at, at + 4);
    const view = new Int32Array(memoryOf(pdfium).buffer, at, 2);
    return [(view[0] ?? 0) / 10_000, (view[1] ?? 0) / 10_000];
  }

  #matrixOf(object: number): Matrix {
    return this.#pdfium.FPDFPageObj_GetMatrix(object, this.#numbers)
      ? (this.#floats(6) as unknown as Matrix)
      : identity;
  }

  #floats(count: number): number[] {
    return [...new Float32Array(memoryOf(this.#pdfium).buffer, this.#numbers, count)];
  }
}
