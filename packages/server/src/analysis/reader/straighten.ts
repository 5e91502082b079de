import { halvePicture, type Picture, type Point, valueBetween } from './picture.ts';
import { measureSkew, mostDegrees, radians, type Skew } from './skew.ts';

/** A picture with level lines of text. `before` converts a point back to the original picture. */
export interface Straight {
  picture: Picture;
  before(point: Point): Point;
}

/** The range of a page's longer side in which the recogniser is fast and reads small print: 150 to 280 dpi for A4. */
const shortest = 1800;
const longest = 3300;
/** A page smaller than `shortest` is enlarged until its longer side has this many pixels, but at most doubled. */
const enlargedSide = 2400;
/** In radians: 0.1 degrees. Tilts smaller than this are corrected only if the page is enlarged. */
const negligible = 0.0017;

export function straighten(original: Picture): Straight {
  let picture = original;
  while (Math.max(picture.width, picture.height) > longest) picture = halvePicture(picture);
  const reduced = original.width / picture.width;
  const skew = measureSkew(picture);
  const side = sideOfPage(picture, skew);
  const scale = side < shortest ? Math.min(2, enlargedSide / side) : 1;
  if (scale === 1 && Math.abs(skew.top) < negligible && Math.abs(skew.bottom) < negligible) {
    return { picture, before: ([x, y]) => [x * reduced, y * reduced] };
  }
  const size = sizeOf(picture, skew);
  const before = levelled(picture, { skew, scale, size });
  return {
    picture: resample(picture, { scale, before, size }),
    before: (point) => before(point).map((value) => value * reduced) as unknown as Point,
  };
}

interface Size {
  width: number;
  height: number;
}

const tiltOf = ({ top, bottom }: Skew): number => Math.abs(top + bottom) / 2;

/** In radians. Up to this tilt, the page nearly fills its picture. */
const littleTilt = radians(mostDegrees + 1);

/**
 * The longer side of the page. A page that is tilted more than `littleTilt` does not fill its picture, and is assumed
 * to be A4.
 */
function sideOfPage({ width, height }: Size, skew: Skew): number {
  const side = Math.max(width, height);
  const angle = tiltOf(skew);
  return angle <= littleTilt ? side : side / (Math.cos(angle) + Math.sin(angle) * Math.SQRT1_2);
}

/** The size of the straight picture before it is enlarged. All of the tilted picture fits into it. */
function sizeOf({ width, height }: Size, skew: Skew): Size {
  const angle = tiltOf(skew);
  if (angle <= littleTilt) return { width, height };
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { width: Math.ceil(width * cos + height * sin), height: Math.ceil(height * cos + width * sin) };
}

/** Returns a function that converts a point of the straight picture to a point of the tilted one. */
function levelled(tilted: Picture, { skew, scale, size }: { skew: Skew; scale: number; size: Size }) {
  return ([x, y]: Point): Point => {
    const angle = skew.top + (skew.bottom - skew.top) * (y / scale / size.height);
    const [right, down] = [x / scale - size.width / 2, y / scale - size.height / 2];
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [tilted.width / 2 + right * cos - down * sin, tilted.height / 2 + right * sin + down * cos];
  };
}

function resample(
  picture: Picture,
  { scale, before, size }: { scale: number; before: (point: Point) => Point; size: Size },
): Picture {
  const width = Math.round(size.width * scale);
  const height = Math.round(size.height * scale);
  // The area outside of the tilted picture becomes white. `valueBetween` would draw stripes there.
  const valueAt = size.width === picture.width ? valueBetween : valueOrWhite;
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    // A row is a straight line in the tilted picture, so its two ends are enough.
    const [startX, startY] = before([0, y]);
    const [endX, endY] = before([width, y]);
    const [stepX, stepY] = [(endX - startX) / width, (endY - startY) / width];
    for (let x = 0; x < width; x++) data[at++] = valueAt(picture, startX + x * stepX, startY + x * stepY);
  }
  return { data, width, height };
}

const valueOrWhite = (picture: Picture, x: number, y: number): number =>
  x < 0 || y < 0 || x > picture.width || y > picture.height ? 255 : valueBetween(picture, x, y);
