/** Every error of the REST API, with its HTTP status and default message. Programs distinguish errors by the code. */
export const errorTable = {
  INVALID_PARAMETERS: { status: 400, message: 'The request has a wrong or missing parameter.' },
  INVALID_CREDENTIALS: { status: 400, message: 'The API key or secret is wrong or missing.' },
  INVALID_TOKEN: { status: 401, message: 'The token is wrong or has expired. Request a new one.' },
  UNAUTHORIZED_ACCESS: { status: 403, message: 'These credentials do not permit this.' },
  MISSING_RESOURCE: { status: 404, message: 'There is nothing at this address.' },
  UNSUPPORTED_TYPE: { status: 415, message: 'The body has a content type that is not accepted here.' },
  REQUEST_LIMIT_EXCEEDED: { status: 429, message: 'Too many requests. Wait, then try again.' },
  SERVER_ERROR: {
    status: 500,
    message: 'Something failed on our side. Try again, and include the requestId if you report it.',
  },
  UNSUPPORTED_METHOD: { status: 501, message: 'This address does not support the method of the request.' },
  SERVER_UNAVAILABLE: { status: 503, message: 'The server is not ready. Try again shortly.' },
  TIME_LIMIT_EXCEEDED: { status: 504, message: 'The request took too long. Try again.' },
} as const;

export type ErrorCode = keyof typeof errorTable;
