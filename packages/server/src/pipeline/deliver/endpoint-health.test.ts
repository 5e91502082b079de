import { expect, test } from 'vitest';
import type { Verdict } from '../model/verdict.ts';
import { changeOfHealth, disableAfterFailures, disableAfterMs } from './endpoint-health.ts';

const now = Date.UTC(2026, 3, 21);
const retry: Verdict = { kind: 'retry', at: now };
const longAgo = now - disableAfterMs;

test.each([null, now - 1, longAgo, 0])(
  'a success never disables an endpoint, however long it has failed before (since %s)',
  (failingSince) => {
    const verdict: Verdict = { kind: 'delivered' };
    for (const failures of [0, 1000]) {
      const change = changeOfHealth(
        { failingSince, paused: false },
        { verdict, suspect: true, failures, now },
      );
      expect(change).toBe(failingSince === null ? undefined : 'recovered');
    }
  },
);

test('an endpoint is disabled when it has failed both for days and many times', () => {
  const change = (failingSince: number, failures: number) =>
    changeOfHealth({ failingSince, paused: false }, { verdict: retry, suspect: true, failures, now });
  expect(change(longAgo, disableAfterFailures)).toBe('disabled');
  expect(change(longAgo + 1, 1000)).toBeUndefined();
  // A wrong clock can make the first failure seem years old, but nine failures are too few to disable a webhook.
  expect(change(0, disableAfterFailures - 1)).toBeUndefined();
});

test('410 disables an endpoint at once; nothing more is reported about a paused one', () => {
  const verdict: Verdict = { kind: 'disable', at: now };
  const of = { verdict, suspect: false, failures: 1, now };
  expect(changeOfHealth({ failingSince: null, paused: false }, of)).toBe('disabled');
  expect(changeOfHealth({ failingSince: null, paused: true }, of)).toBeUndefined();
});
