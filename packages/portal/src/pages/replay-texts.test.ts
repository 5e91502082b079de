import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { expect, test } from 'vitest';
import {
  cancelConsequence,
  lowestText,
  previewText,
  replayPosition,
  replayResult,
  replayShare,
  replayState,
} from './replay-texts.ts';

const progress = (at: number): Replay['progress'] => ({ unit: 'SEQUENCE', at, of: 1042 });

const replay = (given: Partial<Replay> = {}): Replay => ({
  id: 'rp-1',
  webhookId: 'wh-1',
  kind: 'REWIND',
  state: 'RUNNING',
  position: 400,
  through: 1042,
  progress: progress(400),
  scheduled: 388,
  delivered: 371,
  failed: 2,
  createdAt: '2026-04-21T09:30:00Z',
  updatedAt: '2026-04-21T09:30:00Z',
  ...given,
});

test('the counts of a replay add up to what it queued', () => {
  expect(replayResult(replay())).toBe('388 queued: 371 delivered, 2 given up, 15 in progress');
  expect(replayResult(replay({ delivered: 388, failed: 0 }))).toBe('388 queued: 388 delivered');
  expect(replayResult(replay({ delivered: 390, failed: 0 }))).not.toContain('in progress');
});

test('counts that are unknown are left out', () => {
  expect(replayResult(replay({ delivered: null, failed: null }))).toBe('388 queued');
});

test('a replay without counts is not shown as delivered', () => {
  const uncounted = { state: 'DONE', delivered: null, failed: null } as const;
  expect(replayState(replay(uncounted))).toEqual(['All queued', 'idle']);
  expect(replayState(replay({ ...uncounted, scheduled: 0 }))).toEqual(['Done', 'good']);
});

test('a replay that queued nothing says so in every state', () => {
  const nothing = { scheduled: 0, delivered: 0, failed: 0 };
  expect(replayResult(replay(nothing))).toBe('Nothing queued yet');
  expect(replayResult(replay({ ...nothing, state: 'DONE' }))).toBe('There was nothing to send');
  expect(replayResult(replay({ ...nothing, state: 'CANCELED' }))).toBe('Nothing was queued');
});

test('a replay is not done while deliveries are in progress', () => {
  expect(replayState(replay({ state: 'DONE' }))).toEqual(['All queued', 'warn']);
  expect(replayState(replay({ state: 'DONE', delivered: 388, failed: 0 }))).toEqual(['Done', 'good']);
});

test('a replay with deliveries that were given up is not a success', () => {
  expect(replayState(replay({ state: 'DONE', delivered: 386 }))).toEqual(['Done', 'warn']);
  expect(replayState(replay({ state: 'DONE', delivered: 0, failed: 388 }))).toEqual(['Done', 'bad']);
});

test('the progress bar of a rewind starts empty and ends full, wherever the rewind started', () => {
  expect(replayShare(replay({ progress: progress(1000), scheduled: 0 }))).toBe(0);
  expect(replayShare(replay({ progress: progress(1021), scheduled: 21 }))).toBe(0.5);
  expect(replayShare(replay({ progress: progress(1042), scheduled: 42 }))).toBe(1);
  expect(replayShare(replay({ progress: progress(1042), scheduled: 0 }))).toBe(1);
});

test('a backfill has no share, and shows the time that it has reached', () => {
  const at = Date.UTC(2026, 3, 21, 9, 30);
  const byTime = replay({ kind: 'REPLAY', progress: { unit: 'MILLISECONDS', at, of: at + 60_000 } });
  expect(replayShare(byTime)).toBeUndefined();
  expect(replayPosition(byTime)).toMatch(/^At events from .+, up to .+$/);
  expect(replayPosition(replay())).toBe('At sequence 400 of 1,042');
});

test('the dialog says what is still delivered and what is not', () => {
  const { queued, rest } = cancelConsequence(replay());
  expect(queued).toContain('queued 388 deliveries so far. They will still be delivered');
  expect(rest).toContain('Nothing after sequence 400 is sent');
  expect(cancelConsequence(replay({ scheduled: 1 })).queued).toContain(
    'queued 1 delivery so far. That one will',
  );
  expect(cancelConsequence(replay({ scheduled: 0 })).queued).toContain('not queued any');
  expect(cancelConsequence(replay({ kind: 'RECOVER' })).queued).toContain('The recovery has queued');
});

test.each([
  [{ deliveries: 0, exact: true, estimatedSeconds: 0 }, 'There is nothing to send.'],
  [{ deliveries: 1, exact: true, estimatedSeconds: 1 }, '1 delivery, about 1 s.'],
  [{ deliveries: 1204, exact: true, estimatedSeconds: 61 }, '1,204 deliveries, about 2 min.'],
  [{ deliveries: 900_000, exact: false, estimatedSeconds: 7300 }, 'About 900,000 deliveries, about 3 h.'],
  [
    { deliveries: 0, exact: false, estimatedSeconds: 0 },
    'There are too many events to check all of them. Nothing to send has been found so far.',
  ],
])('the preview %j reads %j', (preview, text) => {
  expect(previewText(preview)).toBe(text);
});

test('the form says what the lowest number sends', () => {
  expect(lowestText(0)).toBe('0 sends everything.');
  expect(lowestText(250)).toBe('250 sends all that remain. Events up to number 250 have expired.');
});
