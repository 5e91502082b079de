// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendHeartbeats } from './send-heartbeats.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const client = { sendBeacon: vi.fn() };
  const session = { hasEnded: false };
  sendHeartbeats(client, () => session.hasEnded);
  return { client, session };
}

test('a heartbeat is sent every 15 seconds and when the page is hidden, and says whether the page is visible', () => {
  const { client } = setUp();
  vi.advanceTimersByTime(15_000);
  expect(client.sendBeacon.mock.calls).toEqual([['sessions/heartbeat', { visible: true }]]);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(client.sendBeacon.mock.lastCall).toEqual(['sessions/heartbeat', { visible: false }]);
  expect(client.sendBeacon).toHaveBeenCalledTimes(2);
});

test('no heartbeat follows the end of the session', () => {
  const { client, session } = setUp();
  session.hasEnded = true;
  document.dispatchEvent(new Event('visibilitychange'));
  vi.advanceTimersByTime(60_000);
  expect(client.sendBeacon).not.toHaveBeenCalled();
});
