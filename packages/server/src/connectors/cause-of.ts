import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/** Undefined unless the error means that a provider could not be reached. The causes are those of failed attempts. */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
