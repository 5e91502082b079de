import type { FailureCode } from './chart-vocabulary.ts';
import type { Texts } from './texts/en.ts';

/**
 * Explains what failed and what to do. The few API errors that are likely here have their own texts. All other errors
 * share one text.
 */
export const failureText = (code: FailureCode, { failures }: Texts): string =>
  code in failures ? failures[code as keyof typeof failures] : failures.OTHER;
