import { WebhookError } from './webhook-error.ts';

/**
 * Converts any error to a refusal. Platforms pass on requests in many forms. A request that cannot be read must not end
 * the process.
 */
export const refusalOf = (error: unknown): WebhookError =>
  error instanceof WebhookError ? error : new WebhookError('UNREADABLE_REQUEST', { cause: error });
