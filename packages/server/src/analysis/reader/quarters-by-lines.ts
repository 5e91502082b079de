import { type Picture, turnPicture } from './picture.ts';
import { inkOf, reduce, sharpness } from './skew.ts';

const angles = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5].map((degrees) => (degrees * Math.PI) / 180);

/**
 * The numbers of quarters of a circle by which a page may have to be turned clockwise, the most probable number
 * first. Lines of text show whether a page lies on its side. Only reading shows whether it is upside down.
 */
export function quartersByLines(picture: Picture): number[] {
  const small = reduce(picture);
  return clarity(turnPicture(small, 1)) > clarity(small) ? [1, 3, 0, 2] : [0, 2, 1, 3];
}

/** How clearly the ink forms rows, whatever the size of the picture and the amount of ink. */
function clarity(picture: Picture): number {
  const ink = inkOf(picture);
  const most = Math.max(...angles.map((angle) => sharpness(ink, angle)));
  return (most * picture.height) / Math.max(1, ink.length) ** 2;
}
