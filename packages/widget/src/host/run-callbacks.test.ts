import type { CallbackRecord } from '@winkwire/contract/callbacks';
import { newId } from '@winkwire/contract/ids';
import { pageEvent } from '@winkwire/contract/page-event';
import { expect, test, vi } from 'vitest';
import { runCallbacks } from './run-callbacks.ts';

const record = (changes: Partial<CallbackRecord> = {}) =>
  ({
    name: 'onAccountConnected',
    arguments: { accountId: 'a-1', userId: 'u-1', providerId: 'p-1' },
    eventId: newId('event'),
    sessionId: 'ws-1',
    sequence: 3,
    replayed: false,
    at: '2026-01-01T00:00:00Z',
    ...changes,
  }) as CallbackRecord;

test('a callback gets the fields of the contract and the reference to its event', async () => {
  const onAccountConnected = vi.fn();
  const forwarded = record();
  await runCallbacks({ onAccountConnected }, { callback: forwarded }, () => {});
  expect(onAccountConnected).toHaveBeenCalledExactlyOnceWith({
    accountId: 'a-1',
    userId: 'u-1',
    providerId: 'p-1',
    eventId: forwarded.eventId,
    sessionId: 'ws-1',
    sequence: 3,
    replayed: false,
  });
});

test('an event is forwarded once, however often it arrives', async () => {
  const onAccountConnected = vi.fn();
  const forwarded = record();
  await runCallbacks({ onAccountConnected }, { callback: forwarded }, () => {});
  await runCallbacks({ onAccountConnected }, { callback: { ...forwarded, replayed: true } }, () => {});
  expect(onAccountConnected).toHaveBeenCalledOnce();
});

test('an exception in a callback is reported, and the other callbacks still run', async () => {
  const reported = vi.fn();
  // Node has no `reportError`, which browsers have.
  vi.stubGlobal('reportError', reported);
  const onAccountConnected = vi.fn();
  const onEvent = () => {
    throw new Error('the page is broken');
  };
  const callback = record();
  const event = pageEvent(callback, { screen: null, previousScreen: null });
  await runCallbacks({ onEvent, onAccountConnected }, { callback, event }, () => {});
  expect(reported).toHaveBeenCalledOnce();
  expect(onAccountConnected).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});

test('runCallbacks resolves when the promise of a callback has settled, even if it was rejected', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const { promise, reject } = Promise.withResolvers<void>();
  let hasSettled = false;
  const settled = runCallbacks({ onAccountConnected: () => promise }, { callback: record() }, () => {}).then(
    () => {
      hasSettled = true;
    },
  );
  // This second call returns at once. If the first call did not wait for its callback's promise, it would have resolved
  // by now.
  await runCallbacks({ onAccountConnected: () => {} }, { callback: record() }, () => {});
  expect(hasSettled).toBe(false);
  reject(new Error('the app has refused it'));
  await settled;
  expect(reported).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});

test('onTokenExpired gets the function that replaces the token', async () => {
  const replaced: string[] = [];
  const callbacks = { onTokenExpired: (updateToken: (token: string) => void) => updateToken('fresh') };
  await runCallbacks(
    callbacks,
    { callback: record({ name: 'onTokenExpired', arguments: undefined }) },
    (token) => replaced.push(token),
  );
  expect(replaced).toEqual(['fresh']);
});

test('a callback that was replaced after opening is not called, but its replacement is', async () => {
  const [stale, latest] = [vi.fn(), vi.fn()];
  const callbacks = { onAccountConnected: stale };
  callbacks.onAccountConnected = latest;
  await runCallbacks(callbacks, { callback: record() }, () => {});
  expect(stale).not.toHaveBeenCalled();
  expect(latest).toHaveBeenCalledOnce();
});

test('onEvent is called with the event alone, and an event without a callback calls nothing else', async () => {
  const onEvent = vi.fn();
  const callback = record({
    name: 'onEvent',
    arguments: { name: 'Retried', screen: null, previousScreen: null },
  });
  const event = pageEvent(callback, { screen: null, previousScreen: null });
  await runCallbacks({ onEvent }, { callback, event }, () => {});
  expect(onEvent).toHaveBeenCalledExactlyOnceWith({
    name: 'Retried',
    id: callback.eventId,
    sessionId: 'ws-1',
    sequence: 3,
    screen: null,
    previousScreen: null,
    at: callback.at,
  });
});
