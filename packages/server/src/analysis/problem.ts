import type { ArchiveFailureCode } from '@winkwire/contract/archive-states';
import type { FieldReading } from './read-field.ts';

/** Why an analysis has no result, with a code of the contract. */
export interface Problem {
  code: ArchiveFailureCode;
  message: string;
}

export interface Finding<Analysis> {
  analysis: Analysis;
  /** Null if every mandatory field was read. */
  problem: Problem | null;
}

/**
 * The problem of the first mandatory field that could not be read. A field may have several readings, and one that was
 * read is enough.
 */
export function firstProblem(mandatory: [name: string, readings: FieldReading<unknown>[]][]): Problem | null {
  for (const [name, readings] of mandatory) {
    if (readings.some((reading) => reading.state === 'read')) continue;
    const invalid = readings.find((reading) => reading.state === 'invalid');
    if (invalid) {
      return {
        code: 'INVALID_FIELD_FORMAT',
        message: `The document gives ${name} in a form we cannot read.`,
      };
    }
    return { code: 'MISSING_MANDATORY_FIELD', message: `The document does not show ${name}.` };
  }
  return null;
}
