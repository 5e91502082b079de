import type { FailureCode } from './chart-vocabulary.ts';

/** Why a request failed. */
export class ApiFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the server has refused the request because of its content or its token, and not because of a rate limit. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiFailure && /^(INVALID|MISSING|UNAUTHORIZED|UNSUPPORTED_TYPE)/.test(error.code);
