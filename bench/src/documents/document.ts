import type { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export type DocumentType = 'PAYSLIP' | 'TAX_DOCUMENT' | 'EMPLOYMENT_CERTIFICATE';

/** What a document shows, by the names that the fields have in its analysis. Null if it does not show the field. */
export type Truth = Record<string, string | number | null>;

/** A layout draws a document that it invents, and returns what the document shows. */
export interface Layout {
  name: string;
  type: DocumentType;
  draw: (sheet: Sheet, random: Random) => Truth;
}
