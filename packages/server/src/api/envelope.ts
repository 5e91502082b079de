import { type ErrorCode, errorTable } from '@winkwire/contract/errors';
import type { Envelope } from '@winkwire/contract/schema/envelope';
import { Failure } from '../platform/failure.ts';
import { StoreUnavailable } from '../platform/store-unavailable.ts';

export const successEnvelope = <Data>(requestId: string, status: 200 | 201, data: Data): Envelope<Data> => ({
  code: status === 201 ? 'CREATED' : 'OK',
  message: status === 201 ? 'Created.' : 'Done.',
  requestId,
  data,
});

export interface ErrorResponse {
  status: number;
  body: Envelope<null>;
}

export const errorResponse = (
  requestId: string,
  failure: { code: ErrorCode; message: string },
): ErrorResponse => ({
  status: errorTable[failure.code].status,
  body: { code: failure.code, message: failure.message, requestId, data: null },
});

interface FailureResponse extends ErrorResponse {
  /** Undefined if the client need not wait. */
  retryAfter: string | undefined;
  /** The thrown error, if it must be logged: an internal one, or a `StoreUnavailable`. */
  fault: unknown;
}

/** The response to an internal error gives no details. */
export function failureResponse(requestId: string, error: unknown): FailureResponse {
  const failure = failureOf(error) ?? new Failure('SERVER_ERROR');
  const isFault = failure.code === 'SERVER_ERROR' || error instanceof StoreUnavailable;
  return {
    ...errorResponse(requestId, failure),
    retryAfter: pauses[failure.code],
    fault: isFault ? error : undefined,
  };
}

/** How long a client should wait before another request, in seconds. */
const pauses: Partial<Record<ErrorCode, string>> = { REQUEST_LIMIT_EXCEEDED: '1', SERVER_UNAVAILABLE: '2' };

const frameworkFailures: Record<string, () => Failure> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Failure('UNSUPPORTED_TYPE'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new Failure('INVALID_PARAMETERS', 'The header Content-Length does not match the length of the body.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new Failure('INVALID_PARAMETERS', 'The body is larger than this operation accepts.'),
  FST_ERR_BAD_URL: () => new Failure('INVALID_PARAMETERS', 'The URL contains an invalid % escape.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Failure('MISSING_RESOURCE'),
  FST_REQ_FILE_TOO_LARGE: () =>
    new Failure('INVALID_PARAMETERS', 'A file is larger than this operation accepts.'),
  FST_PARTS_LIMIT: () => new Failure('INVALID_PARAMETERS', 'The form has too many parts.'),
  FST_FILES_LIMIT: () => new Failure('INVALID_PARAMETERS', 'The form has too many files.'),
  FST_FIELDS_LIMIT: () => new Failure('INVALID_PARAMETERS', 'The form has too many fields.'),
};

/** Undefined if the error is internal. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (error instanceof StoreUnavailable) return new Failure('SERVER_UNAVAILABLE');
  const { code, statusCode } = (error ?? {}) as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? frameworkFailures[code] : undefined;
  if (known) return known();
  const clientFault = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return clientFault ? new Failure('INVALID_PARAMETERS') : undefined;
}
