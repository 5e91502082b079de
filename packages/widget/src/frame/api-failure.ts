import type { FailureCode } from './chart-vocabulary.ts';

export class ApiFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether the server refused the content or the token. A rate limit does not count. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof ApiFailure && /^(INVALID|MISSING|UNAUTHORIZED|UNSUPPORTED_TYPE)/.test(error.code);
