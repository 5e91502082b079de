/** A box on a page, as a viewer shows the page. In fractions of its width and height. */
export type Box = readonly [left: number, top: number, width: number, height: number];

export interface Source {
  /** The index of the file in the archive, from 0. */
  file: number;
  /** The page of the file, from 1. */
  page: number;
  box: Box;
  /**
   * How certain the reading is, from 0 to 1. It is 1 for text that a PDF contains as text, but at most 0.5 for amounts
   * that do not add up.
   */
  confidence: number;
}

export function isCentredIn([left, top, width, height]: Box, outer: Box): boolean {
  const [x, y] = [left + width / 2, top + height / 2];
  return x >= outer[0] && x <= outer[0] + outer[2] && y >= outer[1] && y <= outer[1] + outer[3];
}

export const distinctBoxes = (boxes: readonly Box[]): Box[] => [
  ...new Map(boxes.map((box) => [box.join(), box])).values(),
];

export function joinBoxes(one: Box, other: Box): Box {
  const left = Math.min(one[0], other[0]);
  const top = Math.min(one[1], other[1]);
  const right = Math.max(one[0] + one[2], other[0] + other[2]);
  const bottom = Math.max(one[1] + one[3], other[1] + other[3]);
  return [left, top, right - left, bottom - top];
}
