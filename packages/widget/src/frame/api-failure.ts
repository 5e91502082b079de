import type { ErrorCode } from '@winkwire/contract/errors';

/** Why a request failed: the error code of the API, or `NETWORK` if there was no usable response. */
export class ApiFailure extends Error {
  readonly code: ErrorCode | 'NETWORK';

  constructor(code: ErrorCode | 'NETWORK', message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the server refuses this request with a status of 4xx, and not because there are too many requests. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiFailure && /^(INVALID|MISSING|UNAUTHORIZED|UNSUPPORTED_TYPE)/.test(error.code);
