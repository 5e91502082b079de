import type { FailureCode } from './chart-vocabulary.ts';
import type { Texts } from './texts/en.ts';

/** The few failures that are likely in the widget have their own texts. All others share one text. */
export const failureText = (code: FailureCode, { failures }: Texts): string =>
  Object.hasOwn(failures, code) ? failures[code as keyof typeof failures] : failures.OTHER;
