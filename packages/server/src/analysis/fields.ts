import type { Period } from './dates.ts';
import type { Source } from './place.ts';
import type { FieldReading } from './read-field.ts';

export interface Field extends Source {
  name: string;
  value: string | number;
}

export type Readings = Record<string, FieldReading<string> | FieldReading<number> | FieldReading<Period>>;

const titles: Record<string, string> = {
  employerName: "the employer's name",
  employeeName: "the employee's name",
  fullName: "the employee's name",
  period: 'the pay period',
  startDate: 'the start date',
  endDate: 'the end date',
  payDate: 'the pay date',
  hireDate: 'the day of hire',
  issueDate: 'the issue date',
  grossAmount: 'the gross amount',
  netAmount: 'the net amount',
  deductionsAmount: 'the total of deductions',
  baseAmount: 'the basic pay',
  salaryAmount: 'the salary',
  ssNumber: 'the social security number',
  philHealthNumber: 'the PhilHealth number',
  taxNumber: 'the tax number',
  pagIbigNumber: 'the Pag-IBIG number',
  employeeIdNumber: "the employee's number",
};

export const titleOf = (name: string): string => titles[name] ?? name;

/** The fields that were read and whose place is known. A period becomes its first and its last day. */
export function fieldsOf(readings: Readings): Field[] {
  return Object.entries(readings).flatMap(([name, reading]): Field[] => {
    if (reading.state !== 'read' || !reading.source) return [];
    const { value, source, endSource = source } = reading;
    if (typeof value !== 'object') return [{ name, value, ...source }];
    return [
      { name: 'startDate', value: value.startDate, ...source },
      { name: 'endDate', value: value.endDate, ...endSource },
    ];
  });
}

/** A labelled amount, date or number that could not be read, and its place. */
export interface Unread extends Source {
  name: string;
}

/** A period that could not be read is named `startDate`, or `endDate` if only its last day is missing. */
export const unreadOf = (readings: Readings): Unread[] =>
  Object.entries(readings).flatMap(([name, reading]) =>
    reading.state === 'invalid' && reading.mustBeRead && reading.source
      ? [{ ...reading.source, name: name === 'period' ? (reading.isEnd ? 'endDate' : 'startDate') : name }]
      : [],
  );
