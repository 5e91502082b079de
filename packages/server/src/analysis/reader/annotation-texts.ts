/** What pdf.js says about an annotation of a page. A field of a form is an annotation too. */
export interface Annotation {
  rect?: number[];
  subtype?: string;
  hidden?: boolean;
  annotationFlags?: number;
  /** `Tx` for text, `Ch` for a choice, and `Btn` for a check box or a button. */
  fieldType?: string;
  fieldValue?: unknown;
  /** Whether the field shows a dot in place of each character. */
  password?: boolean;
  options?: { exportValue: string; displayValue: string }[];
  /** The lines of text that a viewer draws for a note. */
  textContent?: string[];
  contentsObj?: { str: string };
}

/**
 * A line of text that a viewer shows for an annotation. Its corners on the page are in this order: the start and the
 * end of the baseline, and then the two corners above these.
 */
interface AnnotationText {
  text: string;
  corners: [x: number, y: number][];
}

/** One flag means that an annotation is hidden, and the other that it is only printed. */
const notShown = 0x02 | 0x20;
/** A line of text is assumed to be at most this high, in points. */
const tallestLine = 12;
/** If a box is higher than its lines require, the lines begin at the top and are this far apart, in points. */
const lineHeight = 16;

/** The texts that an annotation shows: the value of a form's field, or the text of a note that was typed onto the page. */
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

/** The text that a viewer shows for a choice. The form may store another value for that choice. */
const shownChoice =
  ({ options = [] }: Annotation) =>
  (value: unknown): string =>
    options.find(({ exportValue }) => exportValue === value)?.displayValue ??
    (typeof value === 'string' ? value : '');

const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/);
