import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { DrawnPixels } from './drawn-pixels.ts';
import { objectTypes, PageObjects } from './page-objects.ts';

const gridSide = 40;

/** The share of a page that its pictures cover, from 0 to 1. Throws if they have too many pixels. */
export function pictureCover(pdfium: WrappedPdfiumModule, page: number): number {
  using objects = new PageObjects(pdfium, page);
  const drawn = new DrawnPixels(pdfium, objects);
  const covered = new Uint8Array(gridSide * gridSide);
  for (const object of objects.walk()) {
    drawn.add(object);
    const corners = object.type === objectTypes.picture && objects.cornersOf(object);
    if (corners)
      cover(
        covered,
        corners.map(([x, y]) => objects.onPage(x, y)),
      );
  }
  return covered.reduce((sum, part) => sum + part, 0) / covered.length;
}

function cover(covered: Uint8Array, corners: [number, number][]): void {
  const [x0, x1] = corners.map(([x]) => x).toSorted((one, other) => one - other) as [number, number];
  const [y0, y1] = corners.map(([, y]) => y).toSorted((one, other) => one - other) as [number, number];
  for (let row = 0; row < gridSide; row++) {
    for (let column = 0; column < gridSide; column++) {
      const [x, y] = [(column + 0.5) / gridSide, (row + 0.5) / gridSide];
      if (x >= x0 && x <= x1 && y >= y0 && y <= y1) covered[row * gridSide + column] = 1;
    }
  }
}
