import type { Replay } from '@winkwire/contract/resources/reconciliation';
import { expect, test } from 'vitest';
import { cancelConsequence, replayPosition, replayResult, replayShare, replayState } from './replay-words.ts';

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

test('what came of a replay adds up to what it queued', () => {
  expect(replayResult(replay())).toBe('388 queued: 371 delivered, 2 given up, 15 on their way');
  expect(replayResult(replay({ delivered: 388, failed: 0 }))).toBe('388 queued: 388 delivered');
  expect(replayResult(replay({ delivered: 390, failed: 0 }))).not.toContain('on their way');
});

test('what was not counted is not made up', () => {
  expect(replayResult(replay({ delivered: null, failed: null }))).toBe('388 queued');
});

test('of a replay that was not counted nobody says that it arrived', () => {
  const uncounted = { state: 'DONE', delivered: null, failed: null } as const;
  expect(replayState(replay(uncounted))).toEqual(['All queued', 'idle']);
  expect(replayState(replay({ ...uncounted, scheduled: 0 }))).toEqual(['Done', 'good']);
});

test('a replay that queued nothing says so for the state it is in', () => {
  const nothing = { scheduled: 0, delivered: 0, failed: 0 };
  expect(replayResult(replay(nothing))).toBe('Nothing queued yet');
  expect(replayResult(replay({ ...nothing, state: 'DONE' }))).toBe('There was nothing to send');
  expect(replayResult(replay({ ...nothing, state: 'CANCELED' }))).toBe('Nothing was queued');
});

test('it is not done for its reader while deliveries are on their way', () => {
  expect(replayState(replay({ state: 'DONE' }))).toEqual(['All queued', 'warn']);
  expect(replayState(replay({ state: 'DONE', delivered: 388, failed: 0 }))).toEqual(['Done', 'good']);
});

test('what was given up is no good end', () => {
  expect(replayState(replay({ state: 'DONE', delivered: 386 }))).toEqual(['Done', 'warn']);
  expect(replayState(replay({ state: 'DONE', delivered: 0, failed: 388 }))).toEqual(['Done', 'bad']);
});

test('the bar of a rewind begins empty wherever it began, and ends full', () => {
  expect(replayShare(replay({ progress: progress(1000), scheduled: 0 }))).toBe(0);
  expect(replayShare(replay({ progress: progress(1021), scheduled: 21 }))).toBe(0.5);
  expect(replayShare(replay({ progress: progress(1042), scheduled: 42 }))).toBe(1);
  expect(replayShare(replay({ progress: progress(1042), scheduled: 0 }))).toBe(1);
});

test('a backfill has no share, and shows the time that it has reached', () => {
  const at = Date.UTC(2026, 3, 21, 9, 30);
  const byTime = replay({
    kind: 'REPLAY',
    progress: { unit: 'MILLISECONDS', at, of: at + 60_000 },
  });
  expect(replayShare(byTime)).toBeUndefined();
  expect(replayPosition(byTime)).toMatch(/^At events of .+, up to those of .+$/);
  expect(replayPosition(replay())).toBe('At number 400 of 1,042');
});

test('canceling says what is still delivered and what is not', () => {
  const { queued, rest } = cancelConsequence(replay());
  expect(queued).toContain('388 deliveries, is still delivered');
  expect(rest).toContain('after number 400 is not sent');
  expect(cancelConsequence(replay({ scheduled: 0 })).queued).toContain('queued nothing');
});
