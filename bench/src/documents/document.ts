import type { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export type DocumentType = 'PAYSLIP' | 'TAX_DOCUMENT' | 'EMPLOYMENT_CERTIFICATE';

/** The values that a document shows, by field name. Null for a field that is not shown. */
export type Truth = Record<string, string | number | null>;

/** A kind of document. `draw` invents values, draws them, and returns those that the document shows. */
export interface Layout {
  name: string;
  type: DocumentType;
  draw: (sheet: Sheet, random: Random) => Truth;
}
