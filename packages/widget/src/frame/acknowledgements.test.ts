import { expect, test, vi } from 'vitest';
import { Acknowledgements } from './acknowledgements.ts';
import { ApiFailure } from './api-failure.ts';

test('a frame that goes away sends all acknowledgements, in bodies of which two survive the page', () => {
  const sendBeacon = vi.fn((_path: string, _body: unknown) => {});
  const acknowledgements = new Acknowledgements({ sendBeacon, sendNow: vi.fn() });
  const ids = Array.from({ length: 2300 }, (_, index) => `et-${String(index).padStart(32, '0')}`);
  for (const eventId of ids) acknowledgements.add(eventId);
  acknowledgements.flush();
  const bodies = sendBeacon.mock.calls.map(([, body]) => body as { eventIds: string[] });
  expect(bodies.flatMap(({ eventIds }) => eventIds)).toEqual(ids);
  // Two bodies fit into the 40,000 bytes that the client sends with `keepalive` at the same time.
  for (const body of bodies) expect(JSON.stringify(body).length).toBeLessThan(20_000);
});

test.each([
  ['INVALID_TOKEN', 2],
  ['INVALID_PARAMETERS', 2],
  ['REQUEST_LIMIT_EXCEEDED', 5],
  ['SERVER_UNAVAILABLE', 5],
  ['NETWORK', 5],
] as const)('acknowledgements that fail with %s are sent %i times', async (code, times) => {
  vi.useFakeTimers();
  try {
    const sendNow = vi.fn().mockRejectedValue(new ApiFailure(code, ''));
    const acknowledgements = new Acknowledgements({ sendBeacon: vi.fn(), sendNow });
    acknowledgements.add('et-1');
    await vi.advanceTimersByTimeAsync(300 * (1 + 2 + 4 + 8 + 16));
    expect(sendNow).toHaveBeenCalledTimes(times);
    sendNow.mockClear().mockResolvedValue(null);
    acknowledgements.add('et-2');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sendNow.mock.lastCall?.[1].eventIds).toContain('et-2');
  } finally {
    vi.useRealTimers();
  }
});

test('each refused batch is sent once more, also after an earlier one was dropped', async () => {
  vi.useFakeTimers();
  try {
    const sendNow = vi.fn().mockRejectedValue(new ApiFailure('INVALID_TOKEN', ''));
    const acknowledgements = new Acknowledgements({ sendBeacon: vi.fn(), sendNow });
    for (const eventId of ['et-1', 'et-2']) {
      sendNow.mockClear();
      acknowledgements.add(eventId);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(sendNow.mock.calls.map(([, { eventIds }]) => eventIds)).toEqual([[eventId], [eventId]]);
    }
  } finally {
    vi.useRealTimers();
  }
});

test('an acknowledgement that is added between two refusals is sent once more too', async () => {
  vi.useFakeTimers();
  try {
    const sendNow = vi.fn().mockRejectedValue(new ApiFailure('INVALID_TOKEN', ''));
    const acknowledgements = new Acknowledgements({ sendBeacon: vi.fn(), sendNow });
    acknowledgements.add('et-1');
    await vi.advanceTimersByTimeAsync(300);
    acknowledgements.add('et-2');
    await vi.advanceTimersByTimeAsync(30_000);
    const sent = sendNow.mock.calls.map(([, { eventIds }]) => eventIds);
    expect(sent).toEqual([['et-1'], ['et-1', 'et-2'], ['et-2']]);
  } finally {
    vi.useRealTimers();
  }
});

test('a batch that is refused after a failure of the network is sent once more too', async () => {
  vi.useFakeTimers();
  try {
    const sendNow = vi
      .fn()
      .mockRejectedValueOnce(new ApiFailure('NETWORK', ''))
      .mockRejectedValue(new ApiFailure('INVALID_TOKEN', ''));
    const acknowledgements = new Acknowledgements({ sendBeacon: vi.fn(), sendNow });
    acknowledgements.add('et-1');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sendNow).toHaveBeenCalledTimes(3);
  } finally {
    vi.useRealTimers();
  }
});
