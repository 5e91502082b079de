import { parseCompanyHeading, withLegalForm } from './field-values.ts';
import type { Line } from './layout.ts';
import type { FieldReading } from './read-field.ts';

/** The first cell that contains nothing but a company's name. */
export function readHeading(lines: Line[]): FieldReading<string> | undefined {
  for (const { file, page, cells } of lines) {
    for (const { text, box, confidence } of cells) {
      // Only text from a picture can be misread. Its confidence is below 1.
      const value =
        parseCompanyHeading(text) ?? (confidence < 1 ? parseCompanyHeading(withLegalForm(text)) : undefined);
      if (value) return { state: 'read', value, source: { file, page, box, confidence } };
    }
  }
  return undefined;
}
