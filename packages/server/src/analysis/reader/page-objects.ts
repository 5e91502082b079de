import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { apply, identity, type Matrix, times } from './matrix.ts';
import { memoryOf } from './pdfium-memory.ts';

/** PDFium's numbers for the kinds of objects. */
export const objectTypes = { text: 1, path: 2, picture: 3, form: 5 } as const;

/** The maximum number of a page's objects, and of nested forms. A form may draw others many times. */
const maximumObjects = 20_000;
const maximumDepth = 6;

/** The size of the memory for a result of PDFium, in bytes. A longer text gets memory of its own. */
const resultBytes = 200;
/** The maximum size of a text, in bytes: 10,000 characters, more than a full page has. */
const maximumTextBytes = 20_000;

export interface PageObject {
  handle: number;
  type: number;
  /** The matrix by which the forms around the object transform its coordinates. */
  outer: Matrix;
}

/** Walks through the objects of a page and of its forms, in the order of painting. */
export class PageObjects implements Disposable {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #page: number;
  readonly result: number;
  #objects = 0;
  #isComplete = true;

  constructor(pdfium: WrappedPdfiumModule, page: number) {
    this.#pdfium = pdfium;
    this.#page = page;
    this.result = pdfium.pdfium.wasmExports.malloc(resultBytes);
  }

  [Symbol.dispose](): void {
    this.#pdfium.pdfium.wasmExports.free(this.result);
  }

  *walk(): Generator<PageObject> {
    const count = this.#pdfium.FPDFPage_CountObjects(this.#page);
    for (let index = 0; index < count && this.#hasRoom(); index++) {
      yield* this.#walk(this.#pdfium.FPDFPage_GetObject(this.#page, index), identity, 0);
    }
  }

  *#walk(handle: number, outer: Matrix, depth: number): Generator<PageObject> {
    this.#objects++;
    const type = this.#pdfium.FPDFPageObj_GetType(handle);
    yield { handle, type, outer };
    if (type !== objectTypes.form) return;
    const count = this.#pdfium.FPDFFormObj_CountObjects(handle);
    if (depth >= maximumDepth) {
      if (count > 0) this.#isComplete = false;
      return;
    }
    const inner = times(this.#matrixOf(handle), outer);
    for (let index = 0; index < count && this.#hasRoom(); index++) {
      yield* this.#walk(this.#pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1);
    }
  }

  /** False if `walk` has left out objects. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** In points. */
  cornersOf({ handle, outer }: PageObject): [[number, number], [number, number]] | undefined {
    const at = this.result;
    if (!this.#pdfium.FPDFPageObj_GetBounds(handle, at, at + 4, at + 8, at + 12)) return undefined;
    const [left = 0, bottom = 0, right = 0, top = 0] = this.#floats(4);
    return [apply(outer, left, bottom), apply(outer, right, top)];
  }

  /** Converts a position from points to fractions of the page as a viewer shows it. */
  onPage(x: number, y: number): [number, number] {
    const at = this.result;
    this.#pdfium.FPDF_PageToDevice(this.#page, 0, 0, 10_000, 10_000, 0, x, y, at, at + 4);
    const [viewX = 0, viewY = 0] = this.integers(2);
    return [viewX / 10_000, viewY / 10_000];
  }

  integers(count: number): number[] {
    return [...new Int32Array(memoryOf(this.#pdfium).buffer, this.result, count)];
  }

  /**
   * Reads a text by a function of PDFium. The function writes at most `size` bytes to `at`, and returns the length of
   * the text. A text of more than `maximumTextBytes` becomes ''.
   */
  textBy(read: (at: number, size: number) => number): string {
    const length = read(this.result, resultBytes);
    if (length <= resultBytes) return this.#text(this.result, length);
    if (length > maximumTextBytes) return '';
    const { malloc, free } = this.#pdfium.pdfium.wasmExports;
    const at = malloc(length);
    try {
      return this.#text(at, read(at, length));
    } finally {
      free(at);
    }
  }

  #text(at: number, length: number): string {
    const bytes = memoryOf(this.#pdfium).slice(at, at + length);
    return Buffer.from(bytes).toString('utf16le').replaceAll('\0', '');
  }

  #hasRoom(): boolean {
    if (this.#objects < maximumObjects) return true;
    this.#isComplete = false;
    return false;
  }

  #matrixOf(form: number): Matrix {
    return this.#pdfium.FPDFPageObj_GetMatrix(form, this.result)
      ? (this.#floats(6) as unknown as Matrix)
      : identity;
  }

  #floats(count: number): number[] {
    return [...new Float32Array(memoryOf(this.#pdfium).buffer, this.result, count)];
  }
}
