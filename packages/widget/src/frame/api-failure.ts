import type { ErrorCode } from '@winkwire/contract/errors';

/** Why a request failed, in a word the screens have a sentence for. */
export class ApiFailure extends Error {
  readonly code: ErrorCode | 'NETWORK';

  constructor(code: ErrorCode | 'NETWORK', message: string) {
    super(message);
    this.code = code;
  }
}
