/** A piece of text in a PDF. x grows to the right and y downwards, in points. */
export interface TextRun {
  text: string;
  page: number;
  /** The name of the font, such as `helvetica`, without its subset and style. */
  family: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The family in a font's name: `arial` for `ABCDEF+Arial-BoldMT` and `Arial,Bold`. */
export function familyOf(fontName: string): string {
  return fontName
    .slice(0, 100)
    .toLowerCase()
    .replace(/^[a-z]{6}\+/, '')
    .replace(
      /[-,_ ](?:bold|italic|oblique|regular|roman|medium|light|semibold|black|book|mt|ps|narrow).*$/s,
      '',
    )
    .replace(/(?:psmt|ps|mt)$/, '');
}
