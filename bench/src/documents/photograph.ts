import { blurred, encodeJpeg } from './encode.ts';
import { changed, cornersOf, noisy, type Pixels, type Point, turned, warp } from './pixels.ts';
import type { Random } from './random.ts';
import { renderPage } from './render-page.ts';
import type { Taken } from './scan.ts';

/** The EXIF orientations of pictures that were turned clockwise by 0, 1, 2 and 3 quarter turns. */
const orientations = [1, 8, 3, 6] as const;

export async function photograph(pdf: Uint8Array, random: Random): Promise<Taken> {
  const page = await renderPage(pdf, random.pick([170, 190, 210]));
  const skew = random.between(-5, 5);
  const tilt = random.between(0, 0.035);
  const blur = random.between(0.4, 1.3);
  const quarters = random.chance(0.4) ? 0 : random.integer(1, 3);
  const isTagged = random.chance(0.5);
  const picture = { width: Math.round(page.width * 1.16), height: Math.round(page.height * 1.12) };
  const corners = tilted(cornersOf(page, picture, skew), random, tilt * page.width);
  let paper = warp(page, { ...picture, corners, ground: random.integer(60, 150) });
  paper = shaded(paper, random);
  paper = noisy(await blurred(paper, blur), random, random.between(2, 8));
  paper = turned(paper, quarters);
  const orientation = isTagged ? orientations[quarters]! : undefined;
  const quality = random.integer(55, 88);
  return {
    bytes: await encodeJpeg(paper, { quality, ...(orientation ? { orientation } : {}) }),
    conditions: [
      `skew ${skew.toFixed(1)}`,
      `perspective ${(tilt * 100).toFixed(1)} %`,
      `blur ${blur.toFixed(1)}`,
      ...(quarters ? [`turned by ${quarters * 90} degrees${isTagged ? ', with an EXIF tag' : ''}`] : []),
      `quality ${quality}`,
    ],
  };
}

const tilted = (corners: Point[], random: Random, most: number): Point[] =>
  corners.map(([x, y]) => [x + random.between(-most, most), y + random.between(-most, most)]);

/** Adds light from one side, and often the soft shadow of a hand or a phone. */
function shaded(picture: Pixels, random: Random): Pixels {
  const { width, height } = picture;
  const [across, down] = [random.between(-0.18, 0.18), random.between(-0.18, 0.18)];
  const light = random.between(0.8, 0.97);
  const shadow = {
    x: random.between(0, width),
    y: random.between(0, height),
    size: width * random.between(0.2, 0.5),
  };
  const depth = random.chance(0.6) ? random.between(0.1, 0.4) : 0;
  return changed(picture, (grey, x, y) => {
    const slope = light + across * (x / width - 0.5) + down * (y / height - 0.5);
    const away = Math.hypot(x - shadow.x, y - shadow.y) / shadow.size;
    return grey * slope * (1 - depth / (1 + away ** 4));
  });
}
