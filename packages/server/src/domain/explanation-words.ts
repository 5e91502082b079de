import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import { type AnswerError, answerErrors } from '../pipeline/attempt-log/outcome.ts';

export interface Told extends Pick<Explanation, 'state' | 'sentence'> {
  /** ms since 1970, where that is known. */
  nextAttemptAt?: number;
}

export function describeAnswer(of: { last_status: number | null; last_error: string | null }): string {
  const { last_status: status, last_error: error } = of;
  if (error === 'REDIRECT_REFUSED')
    return `the receiver answered ${status}, a redirect, which is not followed,`;
  if (status !== null) return `the receiver answered ${status}`;
  if (error === null) return 'nothing came back';
  return `no answer came (${answerErrors[error as AnswerError]?.replace(/\.$/, '') ?? error})`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
