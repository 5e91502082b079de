import type { FailureCode } from './chart-vocabulary.ts';

/** Why a request failed. */
export class ApiFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the server refuses this request with a status of 4xx, and not because there are too many requests. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiFailure && /^(INVALID|MISSING|UNAUTHORIZED|UNSUPPORTED_TYPE)/.test(error.code);
