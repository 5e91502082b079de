import { expect, test } from 'vitest';
import { toLocalInput } from '../ui/time.ts';
import { defaultRequest, type ReplayChoice, replayCall, withLowest, withSince } from './replay-request.ts';

const now = Date.parse('2026-04-21T09:30:00Z');
const choice: ReplayChoice = {
  set: 'failed',
  sequence: '7',
  since: toLocalInput('2026-04-20T09:30:00Z'),
  until: toLocalInput('2026-04-21T08:00:00Z'),
};

test('the default is what failed since yesterday, or for as long as the endpoint has been failing', () => {
  const { since } = choice;
  expect(defaultRequest({ failingSince: null }, undefined, now)).toEqual({
    set: 'failed',
    sequence: '',
    since,
    until: '',
  });
  expect(defaultRequest({ failingSince: '2026-04-21T09:00:00Z' }, undefined, now).since).toBe(since);
  const longAgo = '2026-04-01T10:00:00Z';
  expect(defaultRequest({ failingSince: longAgo }, undefined, now).since).toBe(toLocalInput(longAgo));
});

test.each(['oldestFailedAt', 'oldestBacklogAt'])(
  'the default begins at the oldest delivery that was not delivered, even if the endpoint works again: %s',
  (name) => {
    const oldest = { oldestFailedAt: null, oldestBacklogAt: null, [name]: '2026-04-17T08:00:30Z' };
    const { since } = defaultRequest({ failingSince: null }, oldest, now);
    expect(since).toBe(toLocalInput('2026-04-17T08:00:00Z'));
  },
);

test('a start that the reader has chosen stays when the oldest delivery becomes known', () => {
  const { since } = choice;
  expect(withSince(choice, { from: since, to: '2026-04-17T08:00' }).since).toBe('2026-04-17T08:00');
  expect(withSince({ ...choice, since: '' }, { from: since, to: '2026-04-17T08:00' }).since).toBe('');
});

// The API excludes `until`, but the form includes its last minute. So `until` is one minute later than in the form.
const period = { since: '2026-04-20T09:30:00Z', until: '2026-04-21T08:01:00Z' };

test.each([
  { set: 'failed', path: 'recover', body: period, query: { kind: 'RECOVER', ...period } },
  { set: 'period', path: 'rewind', body: period, query: { kind: 'REWIND', ...period } },
  { set: 'missing', path: 'backfill', body: period, query: { kind: 'REPLAY', ...period } },
  { set: 'after', path: 'rewind', body: { sequence: 7 }, query: { kind: 'REWIND', sequence: '7' } },
] as const)('$set is a $path of exactly what the preview counts', ({ set, ...call }) => {
  expect(replayCall({ ...choice, set })).toEqual(call);
});

test('nothing is counted while the start is missing, and an empty end means now', () => {
  expect(replayCall({ ...choice, set: 'after', sequence: '' }).query).toBeNull();
  expect(replayCall({ ...choice, since: '' }).query).toBeNull();
  expect(replayCall({ ...choice, until: '' }).body).toEqual({ since: period.since });
});

test('nothing is counted for a year that the API would refuse', () => {
  expect(replayCall({ ...choice, since: '12026-04-20T09:30' }).query).toBeNull();
  expect(replayCall({ ...choice, until: '12026-04-20T09:30' }).query).toBeNull();
});

test('a rewind begins at the lowest number that is possible, until the reader enters another number', () => {
  expect(withLowest({ ...choice, sequence: '' }, 250).sequence).toBe('250');
  expect(withLowest({ ...choice, sequence: '' }, 0).sequence).toBe('0');
  expect(withLowest(choice, 250).sequence).toBe('7');
});
