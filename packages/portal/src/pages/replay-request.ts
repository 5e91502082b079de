import type { Webhook } from '@winkwire/contract/resources/webhook';
import { firstSecondAfter, fromLocalInput, toLocalInput } from '../ui/time.ts';

export const replaySets = [
  ['failed', 'What failed: given up, or waiting for another attempt'],
  ['period', 'Everything of a period, including what was delivered'],
  ['after', 'Everything after a sequence number'],
  ['missing', 'Events that this endpoint was never given: a backfill'],
] as const;

type ReplaySet = (typeof replaySets)[number][0];

/** The values of the form's fields. Times are in the reader's time zone. An empty field has an empty value. */
export interface ReplayChoice {
  set: ReplaySet;
  sequence: string;
  since: string;
  until: string;
}

const oneDayMs = 86_400_000;

/**
 * The initial choice is the failed deliveries of the last 24 hours. If the endpoint has been failing for longer, the
 * choice is the failed deliveries since the endpoint began to fail.
 */
export function defaultRequest({ failingSince }: Pick<Webhook, 'failingSince'>, now: number): ReplayChoice {
  const dayAgo = new Date(now - oneDayMs).toISOString();
  const since = failingSince !== null && failingSince < dayAgo ? failingSince : dayAgo;
  return { set: 'failed', sequence: '', since: toLocalInput(since), until: '' };
}

/** Fills in the lowest sequence number that a rewind accepts, unless the reader has entered a number already. */
export const withLowest = (choice: ReplayChoice, lowest: number): ReplayChoice =>
  choice.sequence === '' ? { ...choice, sequence: String(lowest) } : choice;

interface ReplayCall {
  /** The last segment of the URL that starts the replay. */
  path: 'rewind' | 'recover' | 'backfill';
  body: Record<string, string | number>;
  /** The query of the preview. Null as long as a required field is empty or not valid. */
  query: Record<string, string> | null;
}

const calls = {
  failed: { path: 'recover', kind: 'RECOVER' },
  period: { path: 'rewind', kind: 'REWIND' },
  after: { path: 'rewind', kind: 'REWIND' },
  missing: { path: 'backfill', kind: 'REPLAY' },
} as const;

export function replayCall({ set, sequence, since, until }: ReplayChoice): ReplayCall {
  const { path, kind } = calls[set];
  if (set === 'after') {
    const isComplete = /^\d+$/.test(sequence);
    return { path, body: { sequence: Number(sequence) }, query: isComplete ? { kind, sequence } : null };
  }
  const end = firstSecondAfter(until);
  const body = { since: fromLocalInput(since), ...(end ? { until: end } : {}) };
  return { path, body, query: since === '' ? null : { kind, ...body } };
}
