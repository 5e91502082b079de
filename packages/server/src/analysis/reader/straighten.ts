import { halvePicture, type Picture, type Point, valueBetween } from './picture.ts';
import { measureSkew, type Skew } from './skew.ts';

/**
 * A picture whose lines of text are level. `before` returns where one of its points was in the original
 * picture.
 */
export interface Straight {
  picture: Picture;
  before(point: Point): Point;
}

/**
 * If the longer side of a page has from `shortest` to `longest` pixels, the recogniser is fast and still reads small
 * print. That is 150 to 280 dpi for A4.
 */
const shortest = 1800;
const longest = 3300;
/**
 * If the longer side of a page is less than `shortest`, the page is enlarged until that side has this many pixels, but
 * at most doubled.
 */
const enlargedSide = 2400;
/** The minimum tilt that is corrected, in radians (0.1 degrees). If the page is enlarged, any tilt is corrected. */
const negligible = 0.0017;

export function straighten(original: Picture): Straight {
  let picture = original;
  while (Math.max(picture.width, picture.height) > longest) picture = halvePicture(picture);
  const side = Math.max(picture.width, picture.height);
  const scale = side < shortest ? Math.min(2, enlargedSide / side) : 1;
  const reduced = original.width / picture.width;
  const skew = measureSkew(picture);
  if (scale === 1 && Math.abs(skew.top) < negligible && Math.abs(skew.bottom) < negligible) {
    return { picture, before: ([x, y]) => [x * reduced, y * reduced] };
  }
  const before = levelled(picture, { skew, scale });
  return {
    picture: resample(picture, { scale, before }),
    before: (point) => before(point).map((value) => value * reduced) as unknown as Point,
  };
}

/** Where a point of the straight picture lies in the tilted one. */
function levelled({ width, height }: Picture, { skew, scale }: { skew: Skew; scale: number }) {
  const [centreX, centreY] = [width / 2, height / 2];
  return ([x, y]: Point): Point => {
    const angle = skew.top + (skew.bottom - skew.top) * (y / scale / height);
    const [right, down] = [x / scale - centreX, y / scale - centreY];
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [centreX + right * cos - down * sin, centreY + right * sin + down * cos];
  };
}

function resample(
  picture: Picture,
  { scale, before }: { scale: number; before: (point: Point) => Point },
): Picture {
  const width = Math.round(picture.width * scale);
  const height = Math.round(picture.height * scale);
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    // The points of one row lie on a straight line in the tilted picture.
    const [startX, startY] = before([0, y]);
    const [endX, endY] = before([width, y]);
    const [stepX, stepY] = [(endX - startX) / width, (endY - startY) / width];
    for (let x = 0; x < width; x++)
      data[at++] = valueBetween(picture, startX + x * stepX, startY + x * stepY);
  }
  return { data, width, height };
}
