import { perspectiveOf, throughPerspective } from './perspective.ts';
import { halvePicture, type Picture, type Point, valueBetween } from './picture.ts';

/**
 * A page that was cut out of a picture, or the whole picture. `before` converts a point back to the original, in
 * pixels.
 */
export interface Paper {
  picture: Picture;
  before(point: Point): Point;
  /** Converts a point of the original picture to a point of the page, both as fractions. */
  onPaper(point: Point): Point;
}

export const wholePicture = (picture: Picture): Paper => ({
  picture,
  before: (point) => point,
  onPaper: (point) => point,
});

/** The paper is found in a small copy, whose longer side has this many pixels. */
const searchedSide = 700;
/** The minimum contrast between the paper and the background. White is 255. */
const leastContrast = 40;
const [leastCover, mostCover] = [0.3, 0.98];
/** The background ends where this many successive pixels differ from it. Fewer are noise. */
const stretch = 6;
/**
 * A side is straight if three quarters of its points are this close to one line. The distance is a share of the
 * picture's size.
 */
const tolerance = 0.012;

/**
 * Cuts out a photographed page as a rectangle. Undefined if no bright paper with four straight sides lies on something
 * darker.
 */
export function findPaper(picture: Picture): Paper | undefined {
  let small = picture;
  while (Math.max(small.width, small.height) > searchedSide) small = halvePicture(small);
  const corners = cornersOfPaper(small);
  if (!corners) return undefined;
  const [scaleX, scaleY] = [picture.width / small.width, picture.height / small.height];
  return cutOut(
    picture,
    corners.map(([x, y]): Point => [x * scaleX, y * scaleY]),
  );
}

function cornersOfPaper(small: Picture): Point[] | undefined {
  const level = levelBetween(small);
  if (level === undefined) return undefined;
  const sides = sidesOf(small, level);
  if (!sides) return undefined;
  const { left, right, top, bottom } = sides;
  const corners = [
    crossing(left, top),
    crossing(right, top),
    crossing(right, bottom),
    crossing(left, bottom),
  ];
  const isInside = corners.every(
    ([x, y]) =>
      x > -0.1 * small.width && x < 1.1 * small.width && y > -0.1 * small.height && y < 1.1 * small.height,
  );
  return isInside ? corners : undefined;
}

/**
 * The brightness that separates the paper from the background, by Otsu's method. Undefined if both are about equally
 * bright.
 */
function levelBetween({ data }: Picture): number | undefined {
  const counts = new Float64Array(256);
  for (const value of data) (counts[value] as number)++;
  const all = counts.reduce((sum, count, value) => sum + count * value, 0);
  let [dark, darkSum, best, level, contrast] = [0, 0, -1, 0, 0];
  for (let value = 0; value < 255; value++) {
    dark += counts[value] as number;
    darkSum += (counts[value] as number) * value;
    const bright = data.length - dark;
    if (dark === 0 || bright === 0) continue;
    const difference = (all - darkSum) / bright - darkSum / dark;
    const between = dark * bright * difference ** 2;
    if (between > best) [best, level, contrast] = [between, value + 1, difference];
  }
  return contrast >= leastContrast ? level : undefined;
}

/** For the left and the right side, `x = start + slope * y`. For the top and the bottom, x and y are exchanged. */
interface Side {
  isUpright: boolean;
  start: number;
  slope: number;
}

function sidesOf({ data, width, height }: Picture, level: number) {
  const edge = (isUpright: boolean, isFar: boolean): Point[] => {
    const [along, across] = isUpright ? [height, width] : [width, height];
    const points: Point[] = [];
    for (let place = 0; place < along; place++) {
      const found = endOfGround(across, (at) => {
        const depth = isFar ? across - 1 - at : at;
        return (isUpright ? data[place * width + depth] : data[depth * width + place]) as number;
      });
      if (found.at >= 0 && found.ground < level) points.push([place, isFar ? across - found.at : found.at]);
    }
    return points;
  };
  const left = lineThrough(edge(true, false), { isUpright: true, length: height, size: width });
  const right = lineThrough(edge(true, true), { isUpright: true, length: height, size: width });
  const top = lineThrough(edge(false, false), { isUpright: false, length: width, size: height });
  const bottom = lineThrough(edge(false, true), { isUpright: false, length: width, size: height });
  if (!left || !right || !top || !bottom) return undefined;
  // A page that fills the picture, such as a scan, is not cut out.
  const middle = (side: Side, length: number) => side.start + side.slope * (length / 2);
  const cover =
    ((middle(right, height) - middle(left, height)) * (middle(bottom, width) - middle(top, width))) /
    (width * height);
  return cover >= leastCover && cover <= mostCover ? { left, right, top, bottom } : undefined;
}

/**
 * Where the background around a page ends. A change to darker pixels counts too, because the page may begin with a dark
 * bar.
 */
function endOfGround(length: number, valueAt: (at: number) => number): { at: number; ground: number } {
  let ground = valueAt(0);
  let different = 0;
  for (let at = 1; at < length; at++) {
    const value = valueAt(at);
    if (Math.abs(value - ground) >= leastContrast / 2) {
      different++;
      if (different === stretch) return { at: at - stretch + 1, ground };
    } else {
      different = 0;
      ground += (value - ground) / 8;
    }
  }
  return { at: -1, ground };
}

/** The line on which most points lie, with the median of their slopes. Undefined if there is no such line. */
function lineThrough(
  points: Point[],
  { isUpright, length, size }: { isUpright: boolean; length: number; size: number },
): Side | undefined {
  // Points beyond a corner belong to other sides, so only the middle of a side counts.
  const inner = points.filter(([place]) => place > length * 0.15 && place < length * 0.85);
  if (inner.length < length * 0.4) return undefined;
  const half = inner.length >> 1;
  const slopes = inner.slice(0, half).map(([place, at], index) => {
    const [otherPlace, other] = inner[index + half] as Point;
    return (other - at) / (otherPlace - place);
  });
  const slope = median(slopes);
  const start = median(inner.map(([place, at]) => at - slope * place));
  const near = inner.filter(([place, at]) => Math.abs(at - start - slope * place) <= tolerance * size).length;
  return near >= 0.75 * inner.length ? { isUpright, start, slope } : undefined;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}

function crossing(upright: Side, level: Side): Point {
  const y = (level.start + level.slope * upright.start) / (1 - level.slope * upright.slope);
  return [upright.start + upright.slope * y, y];
}

function cutOut(picture: Picture, corners: Point[]): Paper {
  const [leftTop, rightTop, rightBottom, leftBottom] = corners as [Point, Point, Point, Point];
  const width = Math.round((distance(leftTop, rightTop) + distance(leftBottom, rightBottom)) / 2);
  const height = Math.round((distance(leftTop, leftBottom) + distance(rightTop, rightBottom)) / 2);
  const edges: Point[] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const matrix = perspectiveOf(edges, corners);
  const [a, b, c, d, e, f, g, h] = matrix;
  const data = new Uint8Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const depth = g * x + h * y + 1;
      data[at++] = valueBetween(picture, (a * x + b * y + c) / depth, (d * x + e * y + f) / depth);
    }
  }
  const after = perspectiveOf(corners, edges);
  return {
    picture: { data, width, height },
    before: (point) => throughPerspective(matrix, point),
    onPaper: ([left, top]) => {
      const [x, y] = throughPerspective(after, [left * picture.width, top * picture.height]);
      return [x / width, y / height];
    },
  };
}

const distance = ([x, y]: Point, [otherX, otherY]: Point) => Math.hypot(otherX - x, otherY - y);
