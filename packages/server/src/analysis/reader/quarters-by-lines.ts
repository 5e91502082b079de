import { type Picture, turnPicture } from './picture.ts';
import { darkPixels, type Ink, reduce, sharpness, upperEdges } from './skew.ts';

const angles = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((degrees) => (degrees * Math.PI) / 180);

/**
 * A page with fewer pixels than this at the upper edges of its ink has no text: it is blank, or so blurred that nothing
 * stands out. A single word has more.
 */
const fewestInk = 30;

/**
 * Lists by how many quarters of a circle a page may have to be turned clockwise, with the most probable number first.
 * The list is empty if the page has no text. Lines of text show whether a page lies on its side. Only reading shows
 * whether it is upside down.
 */
export function quartersByLines(picture: Picture): number[] {
  const dark = darkPixels(reduce(picture));
  const [ink, onSide] = [upperEdges(dark), upperEdges(turnPicture(dark, 1))];
  if (ink.length < fewestInk) return [];
  return clarity(onSide, dark.width) > clarity(ink, dark.height) ? [1, 3, 0, 2] : [0, 2, 1, 3];
}

/** How clearly the ink forms rows, whatever the height of the picture and the amount of ink. */
function clarity(ink: Ink, height: number): number {
  const most = Math.max(...angles.map((angle) => sharpness(ink, angle)));
  return (most * height) / Math.max(1, ink.length) ** 2;
}
