import { expect, test } from 'vitest';
import { HeartbeatWatch } from './heartbeat-watch.ts';

const never = Number.NEGATIVE_INFINITY;

/** Checks every two seconds, as the loop does. Returns the seconds at which a silent frame counts as gone. */
function checks(
  from: number,
  to: number,
  { watch, refusedAt = never }: { watch: HeartbeatWatch; refusedAt?: number },
) {
  const counted: number[] = [];
  for (let second = from; second <= to; second += 2)
    if (watch.hasListened(second * 1000, refusedAt * 1000)) counted.push(second);
  return counted;
}

test('silence does not count in the first 45 s after a start', () => {
  expect(checks(2, 50, { watch: new HeartbeatWatch(0) })).toEqual([46, 48, 50]);
});

test('silence does not count in the first 45 s after an outage of the database', () => {
  const watch = new HeartbeatWatch(0);
  checks(2, 100, { watch });
  expect(checks(102, 150, { watch, refusedAt: 101 })).toEqual([148, 150]);
});

test('silence does not count in the first 45 s after the process was suspended; a busy moment is no suspension', () => {
  const watch = new HeartbeatWatch(0);
  checks(2, 100, { watch });
  expect(checks(115, 117, { watch })).toEqual([115, 117]);
  expect(checks(600, 650, { watch })).toEqual([646, 648, 650]);
});
