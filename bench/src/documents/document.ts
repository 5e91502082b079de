import type { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export type DocumentType = 'PAYSLIP' | 'TAX_DOCUMENT' | 'EMPLOYMENT_CERTIFICATE';

/**
 * What a document shows, by the name that each field has in the document's analysis. Null if the document does not show
 * the field.
 */
export type Truth = Record<string, string | number | null>;

/** Invents a document and draws it. Returns what the document shows. */
export interface Layout {
  name: string;
  type: DocumentType;
  draw: (sheet: Sheet, random: Random) => Truth;
}
