import { parseCompanyHeading, withLegalForm } from './field-values.ts';
import type { Line } from './layout.ts';
import type { FieldReading } from './read-field.ts';

/** The first cell of these lines that contains nothing but a company name, as a heading does. */
export function readHeading(lines: Line[]): FieldReading<string> | undefined {
  for (const { file, page, cells } of lines) {
    for (const { text, box, confidence } of cells) {
      // Text with a confidence of 1 is a PDF's own text, so none of its letters were misread.
      const value =
        parseCompanyHeading(text) ?? (confidence < 1 ? parseCompanyHeading(withLegalForm(text)) : undefined);
      if (value) return { state: 'read', value, source: { file, page, box, confidence } };
    }
  }
  return undefined;
}
