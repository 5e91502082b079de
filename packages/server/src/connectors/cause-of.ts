import { classifyError } from '../pipeline/deliver/classify-error.ts';

/** Why a provider could not be reached, by the word that failed deliveries have for it; undefined for any other error. */
export const causeOf = (error: unknown): string | undefined =>
  error instanceof Error ? (classifyError(error).cause ?? undefined) : undefined;
