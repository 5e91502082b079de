import type { FailureCode } from './chart-vocabulary.ts';
import type { Texts } from './texts/en.ts';

/** Only failures that are likely in the widget have texts of their own. */
export const failureText = (code: FailureCode, { failures }: Texts): string =>
  Object.hasOwn(failures, code) ? failures[code as keyof typeof failures] : failures.OTHER;
