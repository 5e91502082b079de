import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/**
 * Returns why a provider could not be reached, as one of the causes that a failed attempt can have. Undefined
 * for any other error.
 */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
