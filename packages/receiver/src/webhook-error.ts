/** Why a delivery is refused. Compare the code, not the message, which may explain the mistake more precisely. */
export const webhookErrors = {
  WRONG_METHOD: { status: 405, message: 'The method is not POST. Webhooks are sent by POST.' },
  WRONG_CONTENT_TYPE: { status: 415, message: 'The content type is not application/json.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is larger than this receiver accepts.' },
  BODY_INCOMPLETE: { status: 400, message: 'The connection ended before the whole body had arrived.' },
  BODY_ALREADY_PARSED: {
    status: 500,
    message:
      'The body was parsed, but a signature covers its exact bytes: mount this handler before any body parser, or pass on the raw body.',
  },
  MISSING_SIGNATURE: { status: 401, message: 'The request carries no signature that this receiver accepts.' },
  WRONG_SIGNATURE: {
    status: 401,
    message: "The signature does not match this body and the receiver's keys.",
  },
  STALE_TIMESTAMP: { status: 401, message: 'The request was signed too long ago, or in the future.' },
  NO_SECRET: { status: 500, message: 'This receiver has no secret that it can use.' },
  UNREADABLE_REQUEST: {
    status: 500,
    message:
      'The request cannot be read. Pass on `{ headers, body }`, where the value of each header is a string.',
  },
  NOT_JSON: { status: 400, message: 'The body is not JSON.' },
  WRONG_SHAPE: { status: 400, message: 'The body is not an event.' },
} as const;

export type WebhookErrorCode = keyof typeof webhookErrors;

/** Thrown when a delivery is refused. */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode;
  /** The HTTP status to send. */
  readonly status: number;

  /** `message` is sent, so it must reveal nothing about your code. `cause` is not sent. */
  constructor(
    code: WebhookErrorCode,
    {
      message = webhookErrors[code].message as string,
      cause,
    }: { message?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'WebhookError';
    this.code = code;
    this.status = webhookErrors[code].status;
  }
}
