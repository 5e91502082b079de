import { WebhookError } from './webhook-error.ts';

/** A request that cannot be read must not end the process, so any error becomes a refusal. */
export const refusalOf = (error: unknown): WebhookError =>
  error instanceof WebhookError ? error : new WebhookError('UNREADABLE_REQUEST', { cause: error });
