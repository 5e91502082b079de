import { decodePicture, encodeJpeg, encodePng, scannedPdf } from './encode.ts';
import { markedByHand } from './marked-by-hand.ts';
import { changed, cornersOf, noisy, type Pixels, type Point, turned, warp } from './pixels.ts';
import type { Random } from './random.ts';
import { renderPage } from './render-page.ts';

/** A file as a user uploads it. `conditions` describe what happened to the page. */
export interface Taken {
  bytes: Uint8Array;
  conditions: string[];
}

/** Changes a scanned page. `place` converts a position on the page, in points, to one in the scan. */
export type Retouch = (scan: Pixels, place: (x: number, y: number) => Point) => Promise<Pixels>;

/** The page as a scanner or a fax machine sees it: a JPEG, a PNG, or a JPEG in a PDF. */
export async function scan(pdf: Uint8Array, random: Random, retouch?: Retouch): Promise<Taken> {
  const dotsPerInch = random.pick([150, 150, 200, 200, 300]);
  const page = await renderPage(await markedByHand(pdf, random), dotsPerInch);
  const skew = random.chance(0.25) ? 0 : random.between(-5, 5);
  const noise = random.between(1.5, 10);
  const quality = random.integer(40, 85);
  const isFax = random.chance(0.12);
  const quarters = random.chance(0.15) ? random.integer(1, 3) : 0;
  let paper = folded(page, random);
  paper = warp(paper, { ...size(paper), corners: cornersOf(paper, paper, skew), ground: 245 });
  paper = noisy(paper, random, noise);
  if (isFax) paper = changed(paper, (grey) => (grey > 150 ? 255 : 0));
  if (retouch) {
    const scanned = await decodePicture(await encodeJpeg(paper, { quality }));
    paper = await retouch(scanned, placeIn(page, { skew, dotsPerInch }));
  }
  // Picture editors save a JPEG in a better quality than scanners do.
  const saved = retouch ? random.integer(86, 96) : quality;
  paper = turned(paper, quarters);
  const container = random.pick(['PDF', 'PDF', 'JPEG', 'PNG'] as const);
  const conditions = [
    `${dotsPerInch} dpi`,
    `skew ${skew.toFixed(1)}`,
    `noise ${noise.toFixed(0)}`,
    ...(isFax ? ['fax'] : []),
    ...(quarters ? [`turned by ${quarters * 90} degrees`] : []),
    container === 'PNG' ? 'PNG' : `${container}, quality ${quality}`,
  ];
  return { bytes: await contained(paper, { container, quality: saved }), conditions };
}

function placeIn(page: Pixels, { skew, dotsPerInch }: { skew: number; dotsPerInch: number }) {
  const angle = (skew * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return (xInPoints: number, yInPoints: number): Point => {
    const x = (xInPoints * dotsPerInch) / 72 - page.width / 2;
    const y = (yInPoints * dotsPerInch) / 72 - page.height / 2;
    return [page.width / 2 + x * cos - y * sin, page.height / 2 + x * sin + y * cos];
  };
}

const size = ({ width, height }: Pixels) => ({ width, height });

async function contained(page: Pixels, how: { container: 'PDF' | 'JPEG' | 'PNG'; quality: number }) {
  if (how.container === 'PNG') return encodePng(page);
  const jpeg = await encodeJpeg(page, how);
  return how.container === 'JPEG' ? jpeg : scannedPdf(jpeg, 'Invented Scanner 7');
}

/** Darkens two folds, like those of a letter in an envelope. Half of the pages have none. */
function folded(page: Pixels, random: Random): Pixels {
  const folds = random.chance(0.5) ? [1 / 3, 2 / 3].map((part) => part + random.between(-0.02, 0.02)) : [];
  const depth = random.between(15, 60);
  return changed(page, (grey, _, y) => {
    const nearest = Math.min(...folds.map((fold) => Math.abs(fold * page.height - y)), 100);
    return grey - depth * Math.exp(-nearest / 3);
  });
}
