import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { FrameMessage } from '@winkwire/contract/host-messages';
import type { Session } from '@winkwire/contract/widget-api';
import { expect, test, vi } from 'vitest';
import { CallbackForwarder } from './callback-forwarder.ts';

const session = { sessionId: 'ws-1', userId: 'u-1', mode: 'SANDBOX' } as Session;
const screen = { kind: 'screen', name: 'ProviderListPageOpened', account: {}, archive: {} } as const;
const stored = (eventId: string, replayed = false) =>
  ({
    kind: 'record',
    record: { name: 'onAccountCreated', eventId, sessionId: 'ws-0', sequence: 9, replayed } as CallbackRecord,
  }) as const;

function setUp() {
  const posted: FrameMessage[] = [];
  const outbox = { record: vi.fn(), acknowledge: vi.fn(), flushByBeacon: vi.fn() };
  const client = { sendBeacon: vi.fn() };
  const forwarder = new CallbackForwarder({ post: (message) => posted.push(message), outbox, client });
  const callbacks = () => posted.flatMap((message) => (message.type === 'callback' ? message.callback : []));
  return { forwarder, posted, callbacks, outbox, client };
}

test('callbacks are numbered from 1 without a gap', () => {
  const { forwarder, callbacks } = setUp();
  forwarder.forward(screen, session);
  forwarder.forward(stored('et-1'), session);
  forwarder.forward(screen, session);
  expect(callbacks().map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

test('a callback that an earlier page missed keeps its session and its number', () => {
  const { forwarder, callbacks } = setUp();
  forwarder.forward(stored('et-1', true), session);
  expect(callbacks()[0]).toMatchObject({ sessionId: 'ws-0', sequence: 9, replayed: true });
});

test('an event that two responses carry is forwarded once', () => {
  const { forwarder, callbacks } = setUp();
  forwarder.forward(stored('et-1'), session);
  forwarder.forward(stored('et-1'), session);
  expect(callbacks()).toHaveLength(1);
});

test('a screen goes to the page at once and to the log in the background, as one event', () => {
  const { forwarder, callbacks, outbox } = setUp();
  forwarder.forward(screen, session);
  expect(outbox.record).toHaveBeenCalledExactlyOnceWith(callbacks()[0]);
  expect(callbacks()[0]).toMatchObject({
    name: 'onUIEvent',
    sessionId: 'ws-1',
    arguments: { userId: 'u-1' },
  });
  expect(callbacks()[0]!.eventId).toMatch(/^et-[0-9a-f]{32}$/);
});

test('the frame closes once the page has acknowledged onClose, and the server gets the same event id', () => {
  const { forwarder, posted, callbacks, client } = setUp();
  forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  const { eventId } = callbacks()[0]!;
  expect(client.sendBeacon).toHaveBeenCalledExactlyOnceWith(
    'sessions/close',
    expect.objectContaining({ reason: 'exit', eventId }),
  );
  expect(posted.at(-1)).not.toEqual({ type: 'closed' });
  forwarder.acknowledged(eventId);
  expect(posted.at(-1)).toEqual({ type: 'closed' });
});

test('a page that goes away ends the session without an onClose', () => {
  const { forwarder, callbacks, client, outbox } = setUp();
  forwarder.sessionAbandoned();
  expect(client.sendBeacon).toHaveBeenCalledExactlyOnceWith('sessions/close', {
    reason: 'close',
    eventId: null,
  });
  expect(outbox.flushByBeacon).toHaveBeenCalled();
  expect(callbacks()).toEqual([]);
});

test('a closed frame does not end its session a second time', () => {
  const { forwarder, client } = setUp();
  forwarder.forward(
    { kind: 'closed', reason: 'exit', screen: 'ConnectSuccessPageOpened', errorCode: null },
    session,
  );
  forwarder.sessionAbandoned();
  expect(client.sendBeacon).toHaveBeenCalledExactlyOnceWith(
    'sessions/close',
    expect.objectContaining({
      reason: 'exit',
      screen: 'ConnectSuccessPageOpened',
      duration: expect.any(Number),
    }),
  );
});

test('a page that never acknowledges onClose does not keep a closed widget on the screen', async () => {
  vi.useFakeTimers();
  const { forwarder, posted } = setUp();
  forwarder.forward({ kind: 'closed', reason: 'close' }, session);
  await vi.advanceTimersByTimeAsync(1000);
  expect(posted.at(-1)).toEqual({ type: 'closed' });
  vi.useRealTimers();
});
