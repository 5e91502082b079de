import type { Replay } from '@winkwire/contract/resources/reconciliation';
import type { Tone } from '../ui/badge.tsx';
import { fullTime } from '../ui/time.ts';

const kinds: Record<Replay['kind'], string> = {
  REWIND: 'Everything again',
  RECOVER: 'What failed',
  REPLAY: 'Backfill',
};

export const replayName = ({ kind }: Replay): string => kinds[kind];

/** Done is the replay when all is queued; the reader's question is whether it arrived. */
export function replayState(replay: Replay): [label: string, tone: Tone] {
  const { state, scheduled, delivered, failed } = replay;
  if (state === 'RUNNING') return ['Running', 'warn'];
  if (state === 'CANCELED') return ['Canceled', 'idle'];
  if (scheduled > 0 && (delivered === null || failed === null)) return ['All queued', 'idle'];
  if (onTheirWay(replay) > 0) return ['All queued', 'warn'];
  if (!failed) return ['Done', 'good'];
  return ['Done', delivered ? 'warn' : 'bad'];
}

/** Of what it queued, what has neither arrived nor was given up; 0 when the answer did not count that. */
export function onTheirWay({ scheduled, delivered, failed }: Replay): number {
  return delivered === null || failed === null ? 0 : Math.max(0, scheduled - delivered - failed);
}

/** `1,000 queued: 940 delivered, 2 given up, 58 on their way`. */
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
    [onTheirWay(replay), 'on their way'],
  ] as const;
  const counted = parts
    .filter(([count]) => count)
    .map(([count, word]) => `${count!.toLocaleString()} ${word}`);
  const queued = `${scheduled.toLocaleString()} queued`;
  return counted.length > 0 ? `${queued}: ${counted.join(', ')}` : queued;
}

/** `At number 400 of 1,042`; a backfill counts in times. */
export function replayPosition({ progress: { unit, at, of } }: Replay): string {
  return unit === 'MILLISECONDS'
    ? `At events of ${timeOf(at)}, up to those of ${timeOf(of)}`
    : `At number ${at.toLocaleString()} of ${of.toLocaleString()}`;
}

const timeOf = (milliseconds: number): string => fullTime(new Date(milliseconds).toISOString());

/**
 * The share of it that is behind, from 0 to 1. Where it began is not known, but a rewind queues nearly each number
 * that it passes. What the others pass says nothing of how much is left: undefined.
 */
export function replayShare({ kind, progress: { at, of }, scheduled }: Replay): number | undefined {
  if (kind !== 'REWIND') return undefined;
  const left = Math.max(0, of - at);
  return scheduled + left === 0 ? 1 : scheduled / (scheduled + left);
}

/** What canceling does, before it is done. */
export function cancelConsequence(replay: Replay): { queued: string; rest: string } {
  const { progress, scheduled } = replay;
  const deliveries = scheduled === 1 ? 'one delivery' : `${scheduled.toLocaleString()} deliveries`;
  const where =
    progress.unit === 'MILLISECONDS' ? timeOf(progress.at) : `number ${progress.at.toLocaleString()}`;
  return {
    queued:
      scheduled === 0
        ? 'It has queued nothing so far, so nothing was sent by it.'
        : `What was sent stays sent, and what it has queued so far, ${deliveries}, is still delivered.`,
    rest: `What comes after ${where} is not sent by this replay. The events stay in the log: another replay can send them.`,
  };
}
