import type { TaxDocumentAnalysis } from '@winkwire/contract/resources/archive-analysis';
import { currencyOf } from './amounts.ts';
import { type DayOrder, dayOrderOf, type Period, parseDate, parsePeriod } from './dates.ts';
import { amount, type FieldKind, freeText, idNumber, period } from './field-kind.ts';
import { parseCompanyName, parsePersonName } from './field-values.ts';
import { fieldsOf, unreadOf } from './fields.ts';
import { readHeading } from './heading.ts';
import { type Line, textOf } from './layout.ts';
import { type Finding, firstProblem, unreadProblem } from './problem.ts';
import { type FieldReading, orNull, orUnknownLabel, readField } from './read-field.ts';

export interface TaxDocumentFinding extends Finding<TaxDocumentAnalysis> {
  currency: string | null;
}

const labels = {
  employer: [
    "employer's name",
    'employer name',
    'name of employer',
    'nama pemotong',
    'employer',
    'company name',
  ],
  employee: [
    "employee's name",
    'employee name',
    'name of employee',
    "taxpayer's name",
    'taxpayer name',
    'name of taxpayer',
    'employee',
    'taxpayer',
    'nama',
    'name',
  ],
  taxNumber: [
    "employee's tin",
    "taxpayer's tin",
    'employee tin',
    'taxpayer identification number',
    'tax identification number',
    'tax identification no',
    'tax number',
    'tin',
    'npwp',
    'pan of the employee',
    'pan',
  ],
  period: ['for the period', 'period covered', 'tax period', 'masa perolehan penghasilan', 'period'],
  year: [
    'for the year',
    'calendar year',
    'tax year',
    'year of assessment',
    'taxable year',
    'tahun pajak',
    'year',
  ],
  gross: [
    'gross compensation income',
    'gross compensation income for the year',
    'gross income for the year',
    'total gross compensation',
    'gross compensation',
    'total gross income',
    'gross annual income',
    'gross income',
    'gross salary',
    'total gross',
    'penghasilan bruto',
    'gross amount',
  ],
  base: ['basic salary', 'basic pay', 'annual basic salary', 'base salary', 'gaji pokok'],
};

export function parseTaxDocument(lines: Line[]): TaxDocumentFinding {
  const order = dayOrderOf(textOf(lines));
  const readings = {
    employerName: readEmployer(lines),
    employeeName: readField(lines, labels.employee, freeText(parsePersonName)),
    taxNumber: readField(lines, labels.taxNumber, idNumber),
    period: readPeriod(lines, order),
    grossAmount: orUnknownLabel(readField(lines, labels.gross, amount), lines, 'gross'),
    baseAmount: readField(lines, labels.base, amount),
  };
  return {
    analysis: {
      startDate: orNull(readings.period)?.startDate ?? null,
      endDate: orNull(readings.period)?.endDate ?? null,
      grossAmount: orNull(readings.grossAmount),
      baseAmount: orNull(readings.baseAmount),
      employerName: orNull(readings.employerName),
      employeeName: orNull(readings.employeeName),
      taxNumber: orNull(readings.taxNumber),
    },
    currency: currencyOf(textOf(lines)) ?? null,
    fields: fieldsOf(readings),
    unread: unreadOf(readings),
    problem:
      firstProblem([
        ["the taxpayer's name", [readings.employeeName]],
        ['the tax number', [readings.taxNumber]],
        ['the year or period', [readings.period]],
        ['the gross income', [readings.grossAmount, readings.baseAmount]],
      ]) ?? unreadProblem(readings),
  };
}

/** If the period cannot be read, the document's year is not used instead, because the period may be shorter. */
function readPeriod(lines: Line[], order: DayOrder | undefined): FieldReading<Period> {
  const kind: FieldKind<Period> = {
    ...period(order),
    parse: (raw) => parsePeriod(raw, order) ?? sameDay(parseDate(raw, order)),
  };
  const exact = readField(lines, labels.period, kind);
  if (exact.state === 'read') return exact;
  const year = readField(lines, labels.year, kind);
  if (exact.state === 'absent') return year;
  const value = year.state === 'read' ? daysInYear(exact.raw, year.value, order) : undefined;
  return value ? { state: 'read', value, source: exact.source } : exact;
}

/**
 * Two days without a year, as in `From (MM/DD) 01/01 To (MM/DD) 12/31`. Such forms have a separate box for the year.
 */
const daysWithoutYear = /^(?:from )?(\(mm\/dd\) )?(\d{2}\/\d{2}) (?:to|-|–) (?:\(mm\/dd\) )?(\d{2}\/\d{2})$/i;

function daysInYear(raw: string, { startDate }: Period, usual: DayOrder | undefined): Period | undefined {
  const [, form, first, last] = daysWithoutYear.exec(raw.trim()) ?? [];
  const [start, end] = [first, last].map((day) => `${day}/${startDate.slice(0, 4)}`);
  const order = form ? 'month-first' : (dayOrderOf(`${start} ${end}`) ?? usual);
  return first && last ? parsePeriod(`${start} to ${end}`, order) : undefined;
}

const sameDay = (date: string | undefined) => (date ? { startDate: date, endDate: date } : undefined);

function readEmployer(lines: Line[]): FieldReading<string> {
  const labelled = readField(lines, labels.employer, freeText(parseCompanyName));
  return labelled.state === 'read' ? labelled : (readHeading(lines) ?? labelled);
}
