import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { PaintedMark } from '../tampering/painted-mark.ts';
import { apply, identity, type Matrix, times } from './matrix.ts';
import { memoryOf } from './pdfium-memory.ts';

/** Values of PDFium's interface. */
const [objectOfText, objectOfPath, objectOfForm] = [1, 2, 5];
const invisible = 3;
const opaque = 255;

/** How many marks of a page are looked at, how deep they may be nested, and how many bytes of a text are read. */
const maximumMarks = 5_000;
const maximumDepth = 6;
const textBytes = 200;

/** Lists the texts and the opaque areas of a page in the order in which they are painted. */
export class PageMarks {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #page: number;
  readonly #texts: number;
  /** Memory of PDFium for the results of its functions. */
  readonly #memory: number;
  readonly #marks: PaintedMark[] = [];

  constructor(pdfium: WrappedPdfiumModule, page: number) {
    this.#pdfium = pdfium;
    this.#page = page;
    this.#texts = pdfium.FPDFText_LoadPage(page);
    this.#memory = pdfium.pdfium.wasmExports.malloc(textBytes);
  }

  list(): PaintedMark[] {
    const pdfium = this.#pdfium;
    try {
      const count = Math.min(pdfium.FPDFPage_CountObjects(this.#page), maximumMarks);
      for (let index = 0; index < count; index++) {
        this.#add(pdfium.FPDFPage_GetObject(this.#page, index), identity, 0);
      }
      return this.#marks;
    } finally {
      pdfium.pdfium.wasmExports.free(this.#memory);
      pdfium.FPDFText_ClosePage(this.#texts);
    }
  }

  #add(object: number, outer: Matrix, depth: number): void {
    if (this.#marks.length >= maximumMarks) return;
    const pdfium = this.#pdfium;
    const type = pdfium.FPDFPageObj_GetType(object);
    if (type === objectOfText && pdfium.FPDFTextObj_GetTextRenderMode(object) !== invisible) {
      this.#mark(object, outer, this.#textOf(object));
    }
    if (type === objectOfPath && this.#isOpaque(object)) this.#mark(object, outer, null);
    if (type !== objectOfForm || depth >= maximumDepth) return;
    const inner = times(this.#matrixOf(object), outer);
    const count = Math.min(pdfium.FPDFFormObj_CountObjects(object), maximumMarks);
    for (let index = 0; index < count; index++) {
      this.#add(pdfium.FPDFFormObj_GetObject(object, index), inner, depth + 1);
    }
  }

  #mark(object: number, outer: Matrix, text: string | null): void {
    const at = this.#memory;
    if (!this.#pdfium.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12)) return;
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = this.#floats(4);
    const [one, other] = [apply(outer, x0, y0), apply(outer, x1, y1)];
    this.#marks.push({
      text,
      left: Math.min(one[0], other[0]),
      right: Math.max(one[0], other[0]),
      bottom: Math.min(one[1], other[1]),
      top: Math.max(one[1], other[1]),
    });
  }

  #textOf(object: number): string {
    const length = this.#pdfium.FPDFTextObj_GetText(object, this.#texts, this.#memory, textBytes);
    const bytes = memoryOf(this.#pdfium).slice(this.#memory, this.#memory + Math.min(length, textBytes));
    return Buffer.from(bytes).toString('utf16le').replaceAll('\0', '');
  }

  /** Whether a path is filled, and nothing shines through it. */
  #isOpaque(object: number): boolean {
    const at = this.#memory;
    const pdfium = this.#pdfium;
    if (!pdfium.FPDFPath_GetDrawMode(object, at, at + 4) || this.#integers(1)[0] === 0) return false;
    return (
      pdfium.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12) && this.#integers(4)[3] === opaque
    );
  }

  #matrixOf(object: number): Matrix {
    return this.#pdfium.FPDFPageObj_GetMatrix(object, this.#memory)
      ? (this.#floats(6) as unknown as Matrix)
      : identity;
  }

  #floats(count: number): number[] {
    return [...new Float32Array(memoryOf(this.#pdfium).buffer, this.#memory, count)];
  }

  #integers(count: number): number[] {
    return [...new Int32Array(memoryOf(this.#pdfium).buffer, this.#memory, count)];
  }
}
