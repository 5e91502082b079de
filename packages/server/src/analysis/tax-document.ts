import type { TaxDocumentAnalysis } from '@winkwire/contract/resources/archive-analysis';
import { currencyOf, parseAmount } from './amounts.ts';
import { dayOrderOf, type Period, parseDate, parsePeriod } from './dates.ts';
import { parseCompanyHeading, parseCompanyName, parseIdNumber, parsePersonName } from './field-values.ts';
import { type Line, textOf } from './layout.ts';
import { type Finding, firstProblem } from './problem.ts';
import { type FieldReading, orNull, readField } from './read-field.ts';

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

/**
 * Reads a certificate of income and withheld tax. It is a pure function, and its time is limited by the size of
 * `lines`.
 */
export function parseTaxDocument(lines: Line[]): TaxDocumentFinding {
  const order = dayOrderOf(textOf(lines));
  const employer = readEmployer(lines);
  const employee = readField(lines, labels.employee, parsePersonName);
  const taxNumber = readField(lines, labels.taxNumber, parseIdNumber);
  const gross = readField(lines, labels.gross, parseAmount);
  const base = readField(lines, labels.base, parseAmount);
  const period = readPeriod(lines, (raw) => parsePeriod(raw, order) ?? sameDay(parseDate(raw, order)));
  return {
    analysis: {
      startDate: orNull(period)?.startDate ?? null,
      endDate: orNull(period)?.endDate ?? null,
      grossAmount: orNull(gross),
      baseAmount: orNull(base),
      employerName: orNull(employer),
      employeeName: orNull(employee),
      taxNumber: orNull(taxNumber),
    },
    currency: currencyOf(textOf(lines)) ?? null,
    problem: firstProblem([
      ["the taxpayer's name", [employee]],
      ['the tax number', [taxNumber]],
      ['the year or period', [period]],
      ['the gross income', [gross, base]],
    ]),
  };
}

function readPeriod(lines: Line[], parse: (raw: string) => Period | undefined): FieldReading<Period> {
  const exact = readField(lines, labels.period, parse);
  return exact.state === 'read' ? exact : readField(lines, labels.year, parse);
}

const sameDay = (date: string | undefined) => (date ? { startDate: date, endDate: date } : undefined);

function readEmployer(lines: Line[]): FieldReading<string> {
  const labelled = readField(lines, labels.employer, parseCompanyName);
  if (labelled.state === 'read') return labelled;
  for (const cell of lines.flatMap((line) => line.cells)) {
    const value = parseCompanyHeading(cell.text);
    if (value) return { state: 'read', value };
  }
  return labelled;
}
