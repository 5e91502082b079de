/**
 * A direction in a picture. In the data of the picture, the next pixel of a line is `step` further, and the next line
 * is `otherStep` further. There are `others` lines of `length` pixels.
 */
export interface LineAxis {
  step: number;
  length: number;
  otherStep: number;
  others: number;
}
