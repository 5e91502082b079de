import { failureSentences } from '@winkwire/contract/delivery-failures';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';

export interface Finding extends Pick<Explanation, 'state' | 'sentence'> {
  /** Milliseconds since 1970. Absent if the time is unknown. */
  nextAttemptAt?: number;
}

export interface LastOutcome {
  last_status: number | null;
  last_error: string | null;
  last_cause: string | null;
}

/** A clause such as `the receiver responded to attempt 2 with 500`. */
export function describeOutcome(outcome: LastOutcome, attempt: string): string {
  const { last_status: status, last_error: error, last_cause: cause } = outcome;
  const response = `the receiver responded to ${attempt} with ${status}`;
  if (error === 'REDIRECT_REFUSED') return `${response}, a redirect, which is not followed`;
  if (status !== null) return response;
  if (error === null) return `${attempt} got no response`;
  return `${attempt} got no response (${failureSentences(error, cause)?.message.replace(/\.$/, '') ?? error})`;
}

/**
 * Says what to do about a failure, with a space at the start. Empty for a response, which explains itself, and for an
 * unknown error.
 */
export function adviceFor({
  last_status: status,
  last_error: error,
  last_cause: cause,
}: LastOutcome): string {
  const sentences = status === null && error !== null ? failureSentences(error, cause) : undefined;
  return sentences ? ` ${sentences.action}` : '';
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
