import { failureSentences } from '@winkwire/contract/delivery-failures';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';

export interface Finding extends Pick<Explanation, 'state' | 'sentence'> {
  /** ms since 1970, where that is known. */
  nextAttemptAt?: number;
}

export interface LastOutcome {
  last_status: number | null;
  last_error: string | null;
  last_cause: string | null;
}

export function describeOutcome(of: LastOutcome): string {
  const { last_status: status, last_error: error, last_cause: cause } = of;
  if (error === 'REDIRECT_REFUSED')
    return `the receiver answered ${status}, a redirect, which is not followed,`;
  if (status !== null) return `the receiver answered ${status}`;
  if (error === null) return 'nothing came back';
  return `no answer came (${failureSentences(error, cause)?.message.replace(/\.$/, '') ?? error})`;
}

/** What to do about it, as the end of a text; empty where the answer itself says it. */
export function adviceFor({
  last_status: status,
  last_error: error,
  last_cause: cause,
}: LastOutcome): string {
  const sentences = status === null && error !== null ? failureSentences(error, cause) : undefined;
  return sentences ? ` ${sentences.action}` : '';
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
