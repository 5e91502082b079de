import type { ErrorCode } from '@winkwire/contract/errors';

/** Why a request failed: the error code of the API, or `NETWORK` if there was no usable response. */
export class ApiFailure extends Error {
  readonly code: ErrorCode | 'NETWORK';

  constructor(code: ErrorCode | 'NETWORK', message: string) {
    super(message);
    this.code = code;
  }
}
