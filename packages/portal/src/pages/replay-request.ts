import type { Webhook } from '@winkwire/contract/resources/webhook';
import { fromLocalInput, toLocalInput } from '../ui/time.ts';

/** What a replay can send, with the label that says so. */
export const replaySets = [
  ['failed', 'What failed: given up, or waiting for another attempt'],
  ['period', 'Everything of a period, also what was delivered'],
  ['after', 'Everything after a sequence number'],
  ['missing', 'What this endpoint was never sent: a backfill'],
] as const;

type ReplaySet = (typeof replaySets)[number][0];

/** As the fields hold it: times in the reader's zone, and empty when there is none. */
export interface ReplayChoice {
  set: ReplaySet;
  sequence: string;
  since: string;
  until: string;
}

const oneDayMs = 86_400_000;

/** What failed in the last day, or for as long as the endpoint has been failing. */
export function defaultRequest({ failingSince }: Pick<Webhook, 'failingSince'>, now: number): ReplayChoice {
  const dayAgo = new Date(now - oneDayMs).toISOString();
  const since = failingSince !== null && failingSince < dayAgo ? failingSince : dayAgo;
  return { set: 'failed', sequence: '', since: toLocalInput(since), until: '' };
}

interface ReplayCall {
  /** The last part of the operation's path. */
  path: 'rewind' | 'recover' | 'backfill';
  body: Record<string, string | number>;
  /** Of the preview; null while something is missing. */
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
  const end = until === '' ? undefined : fromLocalInput(until);
  const body = { since: fromLocalInput(since), ...(end ? { until: end } : {}) };
  return { path, body, query: since === '' ? null : { kind, ...body } };
}
