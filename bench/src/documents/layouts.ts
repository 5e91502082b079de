import type { Layout } from './document.ts';
import { certificateForm } from './layouts/certificate-form.ts';
import { certificateLetter } from './layouts/certificate-letter.ts';
import { grid } from './layouts/grid.ts';
import { labelsAbove } from './layouts/labels-above.ts';
import { numberedRows } from './layouts/numbered-rows.ts';
import { spacedThousands } from './layouts/spaced-thousands.ts';
import { splitCurrency } from './layouts/split-currency.ts';
import { taxForm } from './layouts/tax-form.ts';
import { taxStatement } from './layouts/tax-statement.ts';
import { twoColumns } from './layouts/two-columns.ts';
import { yearToDate } from './layouts/year-to-date.ts';

/** A set of documents cycles through these layouts, one for each document. */
export const layouts: Layout[] = [
  twoColumns,
  yearToDate,
  labelsAbove,
  numberedRows,
  splitCurrency,
  grid,
  spacedThousands,
  taxForm,
  taxStatement,
  certificateLetter,
  certificateForm,
];
