/** A direction in a picture. `step` leads along a line, and `otherStep` across it. */
export interface LineAxis {
  step: number;
  length: number;
  otherStep: number;
  others: number;
}
