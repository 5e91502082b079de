import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/**
 * Returns the cause, such as `CONNECTION_REFUSED`, if the error means that a provider could not be reached. Otherwise
 * returns undefined. The causes are the same as those of failed attempts.
 */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
