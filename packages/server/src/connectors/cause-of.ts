import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/**
 * Returns why a provider could not be reached, as a cause that failed attempts use too, such as `CONNECTION_REFUSED`.
 * Undefined for any other error.
 */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
