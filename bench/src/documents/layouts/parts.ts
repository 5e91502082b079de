import type { Truth } from '../document.ts';
import type { Pay } from '../pay.ts';
import type { Random } from '../random.ts';
import type { Sheet } from '../sheet.ts';

/** In points. */
export const margin = 46;

export interface Fact {
  label: string;
  value: string;
  mark?: string;
}

/** Draws labels with their values beside them, from `y` downwards. Returns the position below them. */
export function drawFacts(
  sheet: Sheet,
  facts: Fact[],
  at: {
    x: number;
    y: number;
    indent: number;
    step?: number;
    colon?: boolean;
    size?: number;
    isBold?: boolean;
  },
): number {
  const { x, indent, step = 16, size = 9.5 } = at;
  let { y } = at;
  for (const { label, value, mark } of facts) {
    sheet.text(at.colon ? `${label}:` : label, { x, y, size, grey: 0.3 });
    sheet.text(value, { x: x + indent, y, size, bold: at.isBold ?? false, ...(mark ? { mark } : {}) });
    y += step;
  }
  return y;
}

/** Draws a label, a line of dots and the value, as on forms from a typewriter. */
export function drawLeader(sheet: Sheet, fact: Fact, at: { left: number; right: number; y: number }): void {
  const size = 10;
  sheet.text(fact.label, { x: at.left, y: at.y, size });
  const from = at.left + sheet.widthOf(fact.label, { size }) + 6;
  const room = at.right - 96 - from;
  const dots = '.'.repeat(Math.max(3, Math.floor(room / sheet.widthOf('.', { size }))));
  sheet.text(dots, { x: from, y: at.y, size, grey: 0.45 });
  sheet.text(fact.value, {
    x: at.right,
    y: at.y,
    size,
    align: 'right',
    ...(fact.mark ? { mark: fact.mark } : {}),
  });
}

/** The facts in a random order, because every payroll program has its own order. */
export function shuffled(random: Random, facts: Fact[]): Fact[] {
  return facts
    .map((fact) => ({ fact, order: random.next() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ fact }) => fact);
}

/** The values of a payslip's fields. `more` adds fields to those of `pay`, or replaces them. */
export const truthOf = (pay: Pay, more: Truth): Truth => ({
  startDate: pay.startDate,
  endDate: pay.endDate,
  payDate: pay.payDate,
  grossAmount: pay.gross / 100,
  netAmount: pay.net / 100,
  employerName: pay.employer,
  employeeName: pay.employee,
  ssNumber: null,
  philHealthNumber: null,
  taxNumber: null,
  pagIbigNumber: null,
  ...more,
});

/** The position of the current line, in points from the upper edge of the sheet. */
export class Pen {
  y: number;

  constructor(y: number) {
    this.y = y;
  }

  down(step: number): number {
    this.y += step;
    return this.y;
  }
}
