// biome-ignore-all lint/style/noNonNullAssertion: counts that are null are filtered out
import type { Replay, ReplayPreview } from '@winkwire/contract/resources/reconciliation';
import type { Tone } from '../ui/badge.tsx';
import { counted } from '../ui/counted.ts';
import { fullTime } from '../ui/time.ts';

const kinds: Record<Replay['kind'], string> = {
  REWIND: 'Replay',
  RECOVER: 'Recovery',
  REPLAY: 'Backfill',
};

export const replayName = ({ kind }: Replay): string => kinds[kind];

/**
 * For the server, a replay is done when everything is queued. The reader needs to know whether everything is delivered.
 */
export function replayState(replay: Replay): [label: string, tone: Tone] {
  const { state, scheduled, delivered, failed } = replay;
  if (state === 'RUNNING') return ['Running', 'warn'];
  if (state === 'CANCELED') return ['Canceled', 'idle'];
  if (scheduled > 0 && (delivered === null || failed === null)) return ['All queued', 'idle'];
  if (unsettled(replay) > 0) return ['All queued', 'warn'];
  if (!failed) return ['Done', 'good'];
  return ['Done', delivered ? 'warn' : 'bad'];
}

/** Queued deliveries that have not been delivered or given up. 0 if the response has no counts. */
export function unsettled({ scheduled, delivered, failed }: Replay): number {
  return delivered === null || failed === null ? 0 : Math.max(0, scheduled - delivered - failed);
}

/** `1,000 queued: 940 delivered, 2 given up, 58 in progress`. */
export function replayResult(replay: Replay): string {
  const { state, scheduled, delivered, failed } = replay;
  if (scheduled === 0) {
    return {
      RUNNING: 'Nothing queued yet',
      DONE: 'There was nothing to send',
      CANCELED: 'Nothing was queued',
    }[state];
  }
  const parts = [
    [delivered, 'delivered'],
    [failed, 'given up'],
    [unsettled(replay), 'in progress'],
  ] as const;
  const shares = parts
    .filter(([count]) => count)
    .map(([count, word]) => `${count!.toLocaleString()} ${word}`);
  const queued = `${scheduled.toLocaleString()} queued`;
  return shares.length > 0 ? `${queued}: ${shares.join(', ')}` : queued;
}

export const lowestText = (lowest: number): string =>
  lowest === 0
    ? '0 sends everything.'
    : `${lowest} sends all that remain. Events up to number ${lowest} have expired.`;

/** `1,204 deliveries, about 2 min.` */
export function previewText({ deliveries, exact, estimatedSeconds }: ReplayPreview): string {
  if (deliveries === 0) {
    return exact
      ? 'There is nothing to send.'
      : 'There are too many events to check all of them. Nothing to send has been found so far.';
  }
  const count = `${exact ? '' : 'About '}${counted(deliveries, 'delivery', 'deliveries')}`;
  return `${count}, about ${roughly(estimatedSeconds)}.`;
}

function roughly(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3600)} h`;
}

/** `At sequence 400 of 1,042`. The position of a backfill is a time. */
export function replayPosition({ progress: { unit, at, of } }: Replay): string {
  return unit === 'MILLISECONDS'
    ? `At events from ${timeOf(at)}, up to ${timeOf(of)}`
    : `At sequence ${at.toLocaleString()} of ${of.toLocaleString()}`;
}

const timeOf = (milliseconds: number): string => fullTime(new Date(milliseconds).toISOString());

/**
 * How much of a rewind is finished, from 0 to 1. Undefined for other replays, because they skip an unknown number of
 * deliveries.
 */
export function replayShare({ kind, progress: { at, of }, scheduled }: Replay): number | undefined {
  if (kind !== 'REWIND') return undefined;
  const left = Math.max(0, of - at);
  return scheduled + left === 0 ? 1 : scheduled / (scheduled + left);
}

export function cancelConsequence(replay: Replay): { queued: string; rest: string } {
  const {
    progress: { unit, at },
    scheduled,
  } = replay;
  const name = replayName(replay).toLowerCase();
  const deliveries = counted(scheduled, 'delivery', 'deliveries');
  const where = unit === 'MILLISECONDS' ? timeOf(at) : `sequence ${at.toLocaleString()}`;
  return {
    queued:
      scheduled === 0
        ? `The ${name} has not queued any deliveries yet.`
        : `The ${name} has queued ${deliveries} so far. ${scheduled === 1 ? 'That one' : 'They'} will still be delivered.`,
    rest: `Nothing after ${where} is sent. The events stay in the log, and you can start again later.`,
  };
}
