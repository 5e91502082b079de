import { PDFDocument, StandardFonts } from 'pdf-lib';
import { blurred, resized } from './encode.ts';
import { noisy, type Pixels, type Point } from './pixels.ts';
import type { Random } from './random.ts';
import { renderPage } from './render-page.ts';
import type { Placed } from './sheet.ts';

export type Paste = 'typed over white' | 'from a picture of another resolution';

/** In pixels. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

export async function pasteText(
  scan: Pixels,
  what: { placed: Placed; text: string; paste: Paste; place: (x: number, y: number) => Point },
  random: Random,
): Promise<Pixels> {
  const area = areaOf(what.placed, what.place);
  const { left, top, width, height } = area;
  const patch = await drawPatch(what, { width, height }, random);
  const paper = paperAround(scan, area);
  const data = new Uint8Array(scan.data);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [toX, toY] = [left + x, top + y];
      if (toX < 0 || toY < 0 || toX >= scan.width || toY >= scan.height) continue;
      data[toY * scan.width + toX] = Math.round((patch.data[y * patch.width + x]! * paper) / 255);
    }
  return { ...scan, data };
}

/** The rectangle around a text in a scan, with some paper on each side. */
export function areaOf(placed: Placed, place: (x: number, y: number) => Point): Area {
  const corners: Point[] = [
    place(placed.left - 2, placed.baseline - placed.size),
    place(placed.right + 2, placed.baseline - placed.size),
    place(placed.left - 2, placed.baseline + placed.size * 0.35),
    place(placed.right + 2, placed.baseline + placed.size * 0.35),
  ];
  const [left, top] = [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, y]) => y))];
  return {
    left: Math.floor(left),
    top: Math.floor(top),
    width: Math.ceil(Math.max(...corners.map(([x]) => x)) - left),
    height: Math.ceil(Math.max(...corners.map(([, y]) => y)) - top),
  };
}

async function drawPatch(
  { text, paste }: { text: string; paste: Paste },
  size: { width: number; height: number },
  random: Random,
): Promise<Pixels> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const font = await pdf.embedFont(
    random.pick([StandardFonts.TimesRoman, StandardFonts.Courier, StandardFonts.HelveticaOblique]),
  );
  const page = pdf.addPage([size.width, size.height]);
  const fontSize = Math.min(
    size.height * 0.7,
    (size.width * 0.92) / (font.widthOfTextAtSize(text, 100) / 100),
  );
  page.drawText(text, { x: size.width * 0.04, y: size.height * 0.27, size: fontSize, font });
  const bytes = await pdf.save();
  if (paste === 'typed over white') return fitted(await renderPage(bytes, 72), size);
  // The text and its noise are drawn small and enlarged, so that they look pasted from a picture of lower resolution.
  const small = noisy(await renderPage(bytes, 72 * random.between(0.4, 0.6)), random, 3);
  return fitted(await blurred(await resized(small, size.width), 0.6), size);
}

/** Cuts a picture to this size. If it is smaller than this size, adds white on the right and below. */
function fitted(picture: Pixels, { width, height }: { width: number; height: number }): Pixels {
  const data = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < Math.min(height, picture.height); y++)
    for (let x = 0; x < Math.min(width, picture.width); x++)
      data[y * width + x] = picture.data[y * picture.width + x]!;
  return { width, height, data };
}

/** The colour of the paper in this area. A person would pick this colour for painting over a text. */
function paperAround(scan: Pixels, area: Area): number {
  const values: number[] = [];
  for (let y = Math.max(0, area.top); y < Math.min(scan.height, area.top + area.height); y++)
    for (let x = Math.max(0, area.left); x < Math.min(scan.width, area.left + area.width); x++)
      values.push(scan.data[y * scan.width + x]!);
  values.sort((one, other) => one - other);
  return values[Math.floor(values.length * 0.8)] ?? 255;
}
