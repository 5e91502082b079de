/** A text or an opaque area of a PDF. x grows to the right and y upwards, in points. */
export interface PaintedMark {
  /** Null for an area, which hides what was painted before. */
  text: string | null;
  left: number;
  right: number;
  bottom: number;
  top: number;
}
