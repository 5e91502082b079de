import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import type { PaintedMark } from '../tampering/painted-mark.ts';
import { objectTypes, type PageObject, PageObjects } from './page-objects.ts';

/** Values of PDFium's interface. */
const invisible = 3;
const opaque = 255;

const maximumMarks = 5_000;

/** The visible texts and the opaque areas of a page, in the order of painting. */
export function marksOfPage(pdfium: WrappedPdfiumModule, page: number): PaintedMark[] {
  using objects = new PageObjects(pdfium, page);
  const texts = pdfium.FPDFText_LoadPage(page);
  try {
    const marks: PaintedMark[] = [];
    for (const object of objects.walk()) {
      if (isShownText(pdfium, object)) {
        const text = objects.textBy((at, size) => pdfium.FPDFTextObj_GetText(object.handle, texts, at, size));
        marks.push(...markOf(objects, { object, text }));
      }
      if (isOpaqueArea(objects, { pdfium, object })) marks.push(...markOf(objects, { object, text: null }));
      if (marks.length >= maximumMarks) break;
    }
    return marks;
  } finally {
    pdfium.FPDFText_ClosePage(texts);
  }
}

const isShownText = (pdfium: WrappedPdfiumModule, { type, handle }: PageObject): boolean =>
  type === objectTypes.text && pdfium.FPDFTextObj_GetTextRenderMode(handle) !== invisible;

interface Seen {
  pdfium: WrappedPdfiumModule;
  object: PageObject;
}

function isOpaqueArea(objects: PageObjects, { pdfium, object: { type, handle } }: Seen): boolean {
  const at = objects.result;
  return (
    type === objectTypes.path &&
    pdfium.FPDFPath_GetDrawMode(handle, at, at + 4) &&
    objects.integers(1)[0] !== 0 &&
    pdfium.FPDFPageObj_GetFillColor(handle, at, at + 4, at + 8, at + 12) &&
    objects.integers(4)[3] === opaque
  );
}

/** A list with one mark, or none if the object has no place on the page. */
function markOf(
  objects: PageObjects,
  { object, text }: { object: PageObject; text: string | null },
): PaintedMark[] {
  const corners = objects.cornersOf(object);
  if (!corners) return [];
  const [[x0, y0], [x1, y1]] = corners;
  return [
    {
      text,
      left: Math.min(x0, x1),
      right: Math.max(x0, x1),
      bottom: Math.min(y0, y1),
      top: Math.max(y0, y1),
    },
  ];
}
