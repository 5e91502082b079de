/** What pdf.js says about an annotation. A form's field is an annotation too. */
export interface Annotation {
  rect?: number[];
  subtype?: string;
  hidden?: boolean;
  annotationFlags?: number;
  /** `Tx` is text, `Ch` a choice, and `Btn` a check box or a button. */
  fieldType?: string;
  fieldValue?: unknown;
  password?: boolean;
  options?: { exportValue: string; displayValue: string }[];
  textContent?: string[];
  contentsObj?: { str: string };
}

/** A line of text that a viewer shows. Its corners: the start and the end of the baseline, then the two above these. */
interface AnnotationText {
  text: string;
  corners: [x: number, y: number][];
}

/** The flags of annotations that are hidden or only printed. */
const notShown = 0x02 | 0x20;
/** In points. */
const tallestLine = 12;
/** The maximum distance between two lines of a box, in points. The box may be higher than its lines require. */
const lineHeight = 16;

/** The value of a form's field, or the text of a note. */
export function annotationTexts(annotation: Annotation): AnnotationText[] {
  const { rect, hidden, annotationFlags = 0, subtype } = annotation;
  const lines = linesOf(annotation);
  if (!rect || hidden || annotationFlags & notShown) return [];
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  const isCentred = subtype !== 'FreeText' && lines.length === 1;
  const band = isCentred ? top - bottom : Math.min((top - bottom) / lines.length, lineHeight);
  const height = Math.min(band, tallestLine);
  return lines.flatMap((text, line) => {
    if (text.trim() === '') return [];
    const end = Math.min(right, left + text.length * height);
    const base = top - band * line - (band + height) / 2;
    const corners: [number, number][] = [
      [left, base],
      [end, base],
      [left, base + height],
      [end, base + height],
    ];
    return [{ text, corners }];
  });
}

function linesOf(annotation: Annotation): string[] {
  const { subtype, fieldType, fieldValue, password, textContent, contentsObj } = annotation;
  if (subtype === 'FreeText') return textContent ?? splitLines(contentsObj?.str ?? '');
  if (fieldType === 'Ch') return [[fieldValue].flat().map(shownChoice(annotation)).join(' ')];
  return fieldType === 'Tx' && !password && typeof fieldValue === 'string' ? splitLines(fieldValue) : [];
}

/** The form may store another value for a choice than a viewer shows. */
const shownChoice =
  ({ options = [] }: Annotation) =>
  (value: unknown): string =>
    options.find(({ exportValue }) => exportValue === value)?.displayValue ??
    (typeof value === 'string' ? value : '');

const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);
