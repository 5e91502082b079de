import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { request, requestPicture } from './request.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { origin: 'https://links.example' });
  vi.stubGlobal('dispatchEvent', () => true);
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

const picture = (signal = new AbortController().signal) =>
  requestPicture('SANDBOX', '/v1/archives/ar-1/pages/1', signal);

test('a picture fails like any other request: without a response, with the page of a proxy, after signing out', async () => {
  vi.stubGlobal('fetch', hang);
  const failed = expect(picture()).rejects.toMatchObject({ code: 'UNREACHABLE' });
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
  vi.stubGlobal('fetch', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));
  await expect(picture()).rejects.toMatchObject({
    name: 'ApiFailure',
    code: 'SERVER_ERROR',
    message: 'The server returned 502 with an unexpected body.',
  });
  const ended = { code: 'INVALID_TOKEN', message: 'Sign in again.', requestId: 'r', data: null };
  vi.stubGlobal('fetch', async () => Response.json(ended, { status: 401 }));
  await expect(picture()).rejects.toMatchObject({ code: 'INVALID_TOKEN', requestId: 'r' });
});

test('bytes that are no picture count as no response', async () => {
  vi.stubGlobal('createImageBitmap', () =>
    Promise.reject(new DOMException('no picture', 'InvalidStateError')),
  );
  vi.stubGlobal('fetch', async () => new Response('text'));
  await expect(picture()).rejects.toMatchObject({ code: 'UNREACHABLE' });
});
