/** Every way to refuse a delivery: one row, `code` to status and message. Match on `code`. */
export const webhookErrors = {
  WRONG_METHOD: { status: 405, message: 'Webhooks are sent by POST.' },
  WRONG_CONTENT_TYPE: { status: 415, message: 'Webhooks are sent as application/json.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is larger than this receiver accepts.' },
  BODY_INCOMPLETE: { status: 400, message: 'The connection ended before the body did.' },
  BODY_ALREADY_PARSED: {
    status: 500,
    message: 'A signature is over exact bytes: mount this handler before any body parser.',
  },
  MISSING_SIGNATURE: { status: 401, message: 'The request carries no signature that can be verified.' },
  WRONG_SIGNATURE: { status: 401, message: 'The signature does not belong to this body and these secrets.' },
  STALE_TIMESTAMP: { status: 401, message: 'The request was signed too long ago, or in the future.' },
  NOT_JSON: { status: 400, message: 'The body is not JSON.' },
  WRONG_SHAPE: { status: 400, message: 'The body is not an event.' },
} as const;

export type WebhookErrorCode = keyof typeof webhookErrors;

/** A delivery that was refused. */
export class WebhookError extends Error {
  readonly code: WebhookErrorCode;
  /** The HTTP status to answer. */
  readonly status: number;

  constructor(code: WebhookErrorCode, message: string = webhookErrors[code].message) {
    super(message);
    this.name = 'WebhookError';
    this.code = code;
    this.status = webhookErrors[code].status;
  }
}
