/** A text or an opaque area as a PDF paints it. x grows to the right and y upwards, in points. */
export interface PaintedMark {
  /** The text. Null for an area in one colour. Such an area hides what was painted before. */
  text: string | null;
  left: number;
  right: number;
  bottom: number;
  top: number;
}
