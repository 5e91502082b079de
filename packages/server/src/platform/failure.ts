import { type ErrorCode, errorTable } from '@winkwire/contract/errors';

/** A request that cannot be served, in the contract's words; anything else thrown is a SERVER_ERROR. */
export class Failure extends Error {
  readonly code: ErrorCode;

  /** `message` says what is wrong and what to do; the table's default otherwise. */
  constructor(code: ErrorCode, message: string = errorTable[code].message) {
    super(message);
    this.name = 'Failure';
    this.code = code;
  }
}
