import type { Field, Readings } from './fields.ts';
import { titleOf } from './fields.ts';
import type { Problem } from './problem.ts';
import { orNull } from './read-field.ts';

const amounts = ['grossAmount', 'deductionsAmount', 'netAmount'] as const;
export const summedAmounts: readonly string[] = amounts;

/** Whether the gross amount less the deductions is the net amount. Null if the payslip does not show all three. */
export function addsUp(readings: Readings): boolean | null {
  const [gross, deductions, net] = amounts.map((name) => {
    const value = readings[name] && orNull<unknown>(readings[name]);
    return typeof value === 'number' ? value : null;
  });
  if (gross == null || deductions == null || net == null) return null;
  // Some payslips print negative deductions. Rounded amounts may be off by a cent.
  return Math.abs(gross - Math.abs(deductions) - net) < 0.015;
}

/** If the label of an amount was misread, and the sum confirms the likely value, the amount gets this value. */
export function withSummed<All extends Readings>(readings: All): All {
  for (const name of amounts) {
    const reading = readings[name];
    if (reading?.state !== 'invalid' || !reading.likely) continue;
    const all: All = { ...readings, [name]: { state: 'read', ...reading.likely } };
    if (addsUp(all)) return all;
  }
  return readings;
}

/**
 * Adjusts the confidence of the summed amounts. If they agree, they are almost certain. Otherwise, one of them is
 * wrong.
 */
export function weighAmounts(fields: Field[], agree: boolean | null): Field[] {
  if (agree === null) return fields;
  return fields.map((field) =>
    summedAmounts.includes(field.name)
      ? { ...field, confidence: agree ? Math.max(field.confidence, 0.99) : Math.min(field.confidence, 0.5) }
      : field,
  );
}

/** If an amount has less confidence than this, one of its digits may have been misread. */
const surelyRecognised = 0.85;

/**
 * If the amounts do not agree, the least certain one was probably misread. Returns a problem that names it, or null.
 */
export function misreadProblem(fields: Field[], agree: boolean | null): Problem | null {
  if (agree !== false) return null;
  const [least] = fields
    .filter(({ name }) => summedAmounts.includes(name))
    .toSorted((one, other) => one.confidence - other.confidence);
  if (!least || least.confidence >= surelyRecognised) return null;
  return {
    code: 'INVALID_FIELD_FORMAT',
    message: `The gross amount less the deductions is not the net amount, and ${titleOf(least.name)} is hard to read. Upload a sharper picture, or the original PDF.`,
  };
}
