import type { OverviewEndpoint } from '@winkwire/contract/portal-api';
import type { Webhook } from '@winkwire/contract/resources/webhook';
import { firstSecondAfter, fromLocalInput, toLocalInput } from '../ui/time.ts';

export const replaySets = [
  ['failed', 'What failed: given up, or waiting for another attempt'],
  ['period', 'Everything of a period, including what was delivered'],
  ['after', 'Everything after a sequence number'],
  ['missing', 'Events that this endpoint was never given: a backfill'],
] as const;

type ReplaySet = (typeof replaySets)[number][0];

/** The values of the form's fields. Times are in the reader's time zone. */
export interface ReplayChoice {
  set: ReplaySet;
  sequence: string;
  since: string;
  until: string;
}

const oneDayMs = 86_400_000;

type Oldest = Pick<OverviewEndpoint, 'oldestFailedAt' | 'oldestBacklogAt'>;

/**
 * Chooses all failed deliveries since the earliest of three times: a day ago, when the endpoint began to fail, and when
 * its oldest undelivered delivery was created.
 */
export function defaultRequest(
  { failingSince }: Pick<Webhook, 'failingSince'>,
  oldest: Oldest | undefined,
  now: number,
): ReplayChoice {
  const starts = [now - oneDayMs, ...timesOf(failingSince, oldest?.oldestFailedAt, oldest?.oldestBacklogAt)];
  const since = new Date(Math.min(...starts)).toISOString();
  return { set: 'failed', sequence: '', since: toLocalInput(since), until: '' };
}

const timesOf = (...times: (string | null | undefined)[]): number[] =>
  times.flatMap((at) => (at ? [Date.parse(at)] : []));

/** Changes the start from `from` to `to`. A start that the reader has chosen stays. */
export const withSince = (choice: ReplayChoice, { from, to }: { from: string; to: string }): ReplayChoice =>
  choice.since === from ? { ...choice, since: to } : choice;

/** Fills in the lowest possible sequence, unless the reader has entered a number. */
export const withLowest = (choice: ReplayChoice, lowest: number): ReplayChoice =>
  choice.sequence === '' ? { ...choice, sequence: String(lowest) } : choice;

interface ReplayCall {
  path: 'rewind' | 'recover' | 'backfill';
  body: Record<string, string | number>;
  /** Null while a required field is empty or invalid. */
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
  const [start, end] = [fromLocalInput(since), firstSecondAfter(until)];
  const body = { since: start, ...(end ? { until: end } : {}) };
  const isComplete = start !== '' && (until === '' || end !== '');
  return { path, body, query: isComplete ? { kind, ...body } : null };
}
