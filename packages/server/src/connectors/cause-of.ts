import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/**
 * The same cause as that of a failed attempt. Undefined unless the error means that a provider could not be reached.
 */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
