import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { request } from './request.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { origin: 'https://links.example' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const hang = (_: unknown, { signal }: { signal: AbortSignal }) =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

test('a server that sends no response within 15 seconds counts as unreachable', async () => {
  vi.stubGlobal('fetch', hang);
  const failed = expect(request('SANDBOX', '/v1/events')).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await vi.advanceTimersByTimeAsync(15_000);
  await failed;
  expect(vi.getTimerCount()).toBe(0);
});

test('a change may take longer than a read', async () => {
  vi.stubGlobal('fetch', hang);
  let failure: unknown;
  const change = request('SANDBOX', '/v1/webhooks', { method: 'POST' }).catch((cause) => {
    failure = cause;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(failure).toBeUndefined();
  await vi.advanceTimersByTimeAsync(60_000);
  await change;
  expect(failure).toMatchObject({ code: 'UNREACHABLE' });
});

test('a request that the page itself stops is not a failure of the server', async () => {
  vi.stubGlobal('fetch', hang);
  const controller = new AbortController();
  const stopped = expect(
    request('SANDBOX', '/v1/events', { signal: controller.signal }),
  ).rejects.toMatchObject({ name: 'AbortError' });
  controller.abort();
  await stopped;
});
