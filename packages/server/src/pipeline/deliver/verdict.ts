import { readRetryAfter } from '../../domain/retry-after.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { Verdict } from '../model/verdict.ts';
import { retryDelay } from './schedule.ts';

export interface Circumstances {
  /** The number of the attempt, from 1. A redelivery or a replay starts again at 1. */
  number: number;
  /** The endpoint's own delays, in ms. If absent, the default schedule applies. */
  ownDelays?: readonly number[] | undefined;
  now: number;
  /** In [0, 1), for the jitter. */
  random: number;
}

export function judge(
  response: Pick<AttemptResponse, 'status' | 'retryAfter'>,
  circumstances: Circumstances,
): Verdict {
  const { number, ownDelays, now, random } = circumstances;
  const { status } = response;
  if (status !== null && status >= 200 && status <= 299) return { kind: 'delivered' };
  if (status === 410) return { kind: 'disable', at: now };
  const delay = retryDelay(number, random, ownDelays);
  if (delay === undefined) return { kind: 'give-up' };
  const requestedMs = status === 429 || status === 503 ? readRetryAfter(response.retryAfter, now) : undefined;
  // The receiver may delay all deliveries to the endpoint by at most an hour.
  return requestedMs
    ? { kind: 'retry', at: now + Math.max(delay, requestedMs), holdUntil: now + requestedMs }
    : { kind: 'retry', at: now + delay };
}

/**
 * Judges a response of an address that the webhook no longer has. Such a response neither disables the webhook nor holds
 * what is sent to the new address.
 */
export function judgeOldAddress(
  { status }: Pick<AttemptResponse, 'status'>,
  circumstances: Circumstances,
): Verdict {
  const verdict = judge({ status, retryAfter: null }, circumstances);
  return verdict.kind === 'disable' ? { kind: 'retry', at: verdict.at } : verdict;
}
