import { classifyError } from '../pipeline/deliver/causes/classify-error.ts';

/** Why a provider could not be reached, as a cause of failed deliveries. Undefined for any other error. */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
