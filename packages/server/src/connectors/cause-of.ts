import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/**
 * If the error means that a provider could not be reached, returns the cause, such as `CONNECTION_REFUSED`. The causes
 * are the same as those of failed attempts. Otherwise returns undefined.
 */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
