import type { FailureCode } from './chart-vocabulary.ts';
import type { Texts } from './texts/en.ts';

/** What failed and what to do, in words. Few of the API's errors can occur here. All others share one text. */
export const failureText = (code: FailureCode, { failures }: Texts): string =>
  code in failures ? failures[code as keyof typeof failures] : failures.OTHER;
