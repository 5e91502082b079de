import { type ErrorCode, errorTable } from '@winkwire/contract/errors';

/**
 * A request that cannot be served, with an error code of the contract. Errors of other classes get a code too.
 * `StoreUnavailable` becomes SERVER_UNAVAILABLE. For the framework's errors about a request, `failureOf` in envelope.ts
 * chooses a code. All other errors become SERVER_ERROR.
 */
export class Failure extends Error {
  readonly code: ErrorCode;
  /**
   * The first invalid field, such as `data.userId`. Null if no field is invalid, or if the field is not
   * known.
   */
  readonly field: string | null;

  /** `message` says what is wrong and what to do. The default is the message of the code in `errorTable`. */
  constructor(code: ErrorCode, message: string = errorTable[code].message, field: string | null = null) {
    super(message);
    this.name = 'Failure';
    this.code = code;
    this.field = field;
  }
}
