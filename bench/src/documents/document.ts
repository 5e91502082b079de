import type { Random } from './random.ts';
import type { Sheet } from './sheet.ts';

export type DocumentType = 'PAYSLIP' | 'TAX_DOCUMENT' | 'EMPLOYMENT_CERTIFICATE';

/**
 * The values that a document shows, keyed by field name as in an analysis. Null for a field that the document does
 * not show.
 */
export type Truth = Record<string, string | number | null>;

/**
 * A kind of document. `draw` invents the values of a document and draws them. It returns the values that the
 * document shows.
 */
export interface Layout {
  name: string;
  type: DocumentType;
  draw: (sheet: Sheet, random: Random) => Truth;
}
