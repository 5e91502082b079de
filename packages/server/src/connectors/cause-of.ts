import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/**
 * Returns why a provider could not be reached, such as `CONNECTION_REFUSED`. The causes are the same as those of
 * failed attempts. Returns undefined for any other error.
 */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
