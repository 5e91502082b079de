import { type ErrorCode, errorTable } from '@winkwire/contract/errors';

/**
 * A request that cannot be served, with an error code of the contract. `failureOf` in envelope.ts chooses the code for
 * other errors.
 */
export class Failure extends Error {
  readonly code: ErrorCode;
  /** The first invalid field, such as `data.userId`, if known. */
  readonly field: string | null;

  /** `message` says what is wrong and what to do. */
  constructor(code: ErrorCode, message: string = errorTable[code].message, field: string | null = null) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.field = field;
  }
}
