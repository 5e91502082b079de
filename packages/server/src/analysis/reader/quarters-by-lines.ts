import { type Picture, turnPicture } from './picture.ts';
import {
  clarity,
  clearEnough,
  darkPixels,
  type Ink,
  muchClearer,
  radians,
  reduce,
  upperEdges,
  wideDegrees,
} from './skew.ts';

/** In degrees. */
const anglesTo = (most: number): number[] =>
  Array.from({ length: 2 * most + 1 }, (_, index) => radians(index - most));
const [usualAngles, wideAngles] = [anglesTo(5), anglesTo(wideDegrees)];

/** A page with fewer pixels of ink than this has no text: it is blank or very blurred. A single word has more. */
const fewestInk = 30;

/**
 * The clockwise quarter turns that may make a page upright, the most probable first. Only reading shows whether the
 * page is upside down.
 */
export function quartersByLines(picture: Picture): number[] {
  const dark = darkPixels(reduce(picture));
  const [ink, onSide] = [upperEdges(dark), upperEdges(turnPicture(dark, 1))];
  if (ink.length < fewestInk) return [];
  return isLying(ink, onSide) ? [1, 3, 0, 2] : [0, 2, 1, 3];
}

function isLying(ink: Ink, onSide: Ink): boolean {
  const [upright, lying] = [clearest(ink, usualAngles), clearest(onSide, usualAngles)];
  const usual = Math.max(upright, lying);
  if (usual >= clearEnough) return lying > upright;
  const [uprightWide, lyingWide] = [clearest(ink, wideAngles), clearest(onSide, wideAngles)];
  if (Math.max(uprightWide, lyingWide) < muchClearer * usual) return lying > upright;
  return lyingWide > uprightWide;
}

const clearest = (ink: Ink, angles: number[]): number =>
  Math.max(...angles.map((angle) => clarity(ink, angle)));
