export type SuspicionKind =
  | 'EDITOR'
  | 'CONTENT_ADDED_LATER'
  | 'TEXT_COVERED'
  | 'FONT_DIFFERS'
  | 'PICTURE_RETOUCHED'
  | 'TEXT_PASTED';

export interface Suspicion {
  kind: SuspicionKind;
  page: number | null;
  detail: string;
}

/** The first 60 characters of a text. A character that is cut in half is left out. */
export const excerpt = (text: string): string =>
  text
    .trim()
    .slice(0, 60)
    .replace(/\p{Cs}$/u, '');

/** The maximum number of suspicions of one file. One is enough for doubt, and a few show a person where to look. */
export const maximumSuspicions = 10;
