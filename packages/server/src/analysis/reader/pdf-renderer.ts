import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { PaintedMark } from '../tampering/painted-mark.ts';
import { refuseManyPixels } from './drawn-pixels.ts';
import { hideText } from './hide-text.ts';
import { loadCode } from './load-code.ts';
import { marksOfPage } from './marks-of-page.ts';
import { FileFaultError } from './messages.ts';
import { memoryOf } from './pdfium-memory.ts';
import type { Picture } from './picture.ts';
import { pictureCover } from './picture-cover.ts';
import { storedPicture } from './stored-picture.ts';
import type { TextInk } from './text-ink.ts';

/** Values of PDFium's interface. */
const grey = 1;
const withAnnotations = 0x01;
const inGrey = 0x08;
const white = 0xffffffff;

/** The longer side of a rendered page, in pixels: 220 dpi for A4. */
const renderedSide = 2600;
/**
 * A page is drawn with and without its texts. This is the longer side of the drawings, in pixels. A full stop of 8
 * points is 1.5 pixels wide in them, and drawing both takes 20 ms.
 */
const comparedSide = 1600;

let started: Promise<WrappedPdfiumModule> | undefined;

export class PdfRenderer implements Disposable {
  readonly #pdfium: WrappedPdfiumModule;
  readonly #file: number;
  readonly #document: number;

  private constructor(pdfium: WrappedPdfiumModule, bytes: Uint8Array) {
    this.#pdfium = pdfium;
    this.#file = pdfium.pdfium.wasmExports.malloc(bytes.length);
    memoryOf(pdfium).set(bytes, this.#file);
    this.#document = pdfium.FPDF_LoadMemDocument(this.#file, bytes.length, '');
  }

  static async open(bytes: Uint8Array): Promise<PdfRenderer> {
    started ??= loadCode(start());
    return new PdfRenderer(await started, bytes);
  }

  /** pdf.js may still be able to read a file that PDFium cannot open. */
  get canDraw(): boolean {
    return this.#document !== 0;
  }

  [Symbol.dispose](): void {
    if (this.#document) this.#pdfium.FPDF_CloseDocument(this.#document);
    this.#pdfium.pdfium.wasmExports.free(this.#file);
  }

  /** The share of a page that pictures cover, from 0 to 1. Throws if the pictures have too many pixels. */
  coverOf(page: number): number {
    return this.#withPage(page, (handle) => pictureCover(this.#pdfium, handle));
  }

  marksOf(page: number): PaintedMark[] {
    return this.#withPage(page, (handle) => marksOfPage(this.#pdfium, handle));
  }

  /** The largest picture of a page, as stored. Throws if the pictures have too many pixels. */
  storedPicture(page: number): Picture | undefined {
    return this.#withPage(page, (handle) => {
      refuseManyPixels(this.#pdfium, handle);
      return storedPicture(this.#pdfium, handle);
    });
  }

  /** Throws if the page's pictures have too many pixels. */
  render(page: number): Picture {
    return this.#withPage(page, (handle) => {
      refuseManyPixels(this.#pdfium, handle);
      return this.#draw(handle, renderedSide);
    });
  }

  /** Draws a page with its texts and without them. Throws if the page's pictures have too many pixels. */
  textInkOf(page: number): TextInk {
    return this.#withPage(page, (handle) => {
      refuseManyPixels(this.#pdfium, handle);
      const shown = this.#draw(handle, comparedSide);
      const isComplete = hideText(this.#pdfium, handle);
      return { shown, withoutText: this.#draw(handle, comparedSide), isComplete };
    });
  }

  #draw(page: number, side: number): Picture {
    const pdfium = this.#pdfium;
    const [pageWidth, pageHeight] = [pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)];
    const scale = side / Math.max(pageWidth, pageHeight);
    const width = Math.max(1, Math.round(pageWidth * scale));
    const height = Math.max(1, Math.round(pageHeight * scale));
    const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, grey, 0, 0);
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
      pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, withAnnotations | inGrey);
      return { width, height, data: this.#copy(bitmap, { width, height }) };
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  #copy(bitmap: number, { width, height }: { width: number; height: number }): Uint8Array {
    const start = this.#pdfium.FPDFBitmap_GetBuffer(bitmap);
    const stride = this.#pdfium.FPDFBitmap_GetStride(bitmap);
    const memory = memoryOf(this.#pdfium);
    const data = new Uint8Array(width * height);
    for (let row = 0; row < height; row++) {
      data.set(memory.subarray(start + row * stride, start + row * stride + width), row * width);
    }
    return data;
  }

  #withPage<Result>(page: number, use: (handle: number) => Result): Result {
    const handle = this.#document && this.#pdfium.FPDF_LoadPage(this.#document, page - 1);
    if (!handle) throw new FileFaultError('CORRUPT', `Page ${page} cannot be drawn.`);
    try {
      return use(handle);
    } finally {
      this.#pdfium.FPDF_ClosePage(handle);
    }
  }
}

async function start(): Promise<WrappedPdfiumModule> {
  const code = fileURLToPath(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await init({ wasmBinary: (await readFile(code)) as unknown as ArrayBuffer });
  pdfium.PDFiumExt_Init();
  return pdfium;
}
