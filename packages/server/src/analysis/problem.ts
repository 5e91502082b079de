import type { ArchiveFailureCode } from '@winkwire/contract/archive-states';
import type { Field, Readings, Unread } from './fields.ts';
import { titleOf } from './fields.ts';
import type { FieldReading } from './read-field.ts';

export interface Problem {
  code: ArchiveFailureCode;
  message: string;
  /** Where the document begins, if there are several documents: the index of the file, and the page. */
  file?: number;
  page?: number;
}

export interface Finding<Analysis> {
  analysis: Analysis;
  /** Every value whose place is known, including those that `analysis` leaves out. */
  fields: Field[];
  /** The labelled amounts, dates and numbers that could not be read. */
  unread: Unread[];
  /**
   * Null if every mandatory field was read, no value is `invalid`, the dates are in order, and no amount seems misread.
   */
  problem: Problem | null;
}

/**
 * The problem of the first mandatory field that could not be read. If a field has several readings, one that is `read`
 * is enough.
 */
export function firstProblem(mandatory: [name: string, readings: FieldReading<unknown>[]][]): Problem | null {
  for (const [name, readings] of mandatory) {
    if (readings.some((reading) => reading.state === 'read')) continue;
    const invalid = readings.find((reading) => reading.state === 'invalid');
    if (invalid) return unreadable(name);
    return { code: 'MISSING_MANDATORY_FIELD', message: `The document does not show ${name}.` };
  }
  return null;
}

export function unreadProblem(readings: Readings): Problem | null {
  const unread = Object.entries(readings).find(
    ([, reading]) => reading.state === 'invalid' && reading.mustBeRead,
  );
  return unread ? unreadable(titleOf(unread[0])) : null;
}

const unreadable = (name: string): Problem => ({
  code: 'INVALID_FIELD_FORMAT',
  message: `The document gives ${name} in a form we cannot read. Upload a sharper picture, or the original PDF.`,
});

/** The problem of the first two dates that are not in order. One of them was probably misread. */
export function datesProblem(inOrder: [name: string, date: string | null][]): Problem | null {
  let before: [name: string, date: string] | undefined;
  for (const [name, date] of inOrder) {
    if (date === null) continue;
    if (before && date < before[1]) {
      return {
        code: 'INVALID_FIELD_FORMAT',
        message: `The document gives ${titleOf(name)} as a day before ${titleOf(before[0])}. Upload a sharper picture, or the original PDF.`,
      };
    }
    before = [name, date];
  }
  return null;
}
