import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { FrameMessage } from '@winkwire/contract/host-messages';
import type { CloseSession, FrameEvent, Session } from '@winkwire/contract/widget-api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallbackForwarder } from './callback-forwarder.ts';
import type { WidgetClient } from './widget-client.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const session = {
  sessionId: 'ws-1',
  userId: 'u-1',
  mode: 'SANDBOX',
  sequence: 0,
  callbacks: [] as CallbackRecord[],
} as Session;
const screen = { kind: 'screen', name: 'ProviderListPageOpened', account: {}, archive: {} } as const;
const stored = (eventId: string, { sequence = 9, replayed = false } = {}) =>
  ({
    kind: 'record',
    record: { name: 'onAccountCreated', eventId, sessionId: 'ws-0', sequence, replayed } as CallbackRecord,
  }) as const;

/** The log of one session, which numbers events as they arrive. */
function newLog() {
  const rows: CallbackRecord[] = [];
  const add = (row: object) => {
    rows.push({ ...row, sequence: rows.length + 1 } as CallbackRecord);
    return rows.length;
  };
  const numberOf = (event: FrameEvent) =>
    rows.find(({ eventId }) => eventId === event.eventId)?.sequence ?? add(event);
  const log = {
    rows,
    add,
    isReachable: true,
    /** How long the log waits before it stores events, in ms. */
    delay: 0,
    sendNow: vi.fn(async (path: string, body: unknown): Promise<unknown> => {
      if (!log.isReachable) return new Promise(() => {});
      if (path === 'events' && log.delay) await new Promise((resolve) => setTimeout(resolve, log.delay));
      const { events = [], after = 0, ...details } = body as CloseSession;
      const sequences = events.map(numberOf);
      if (path === 'events') return { sequences };
      add({ name: 'onClose', eventId: 'et-completed', arguments: details });
      return { callbacks: rows.slice(after) };
    }),
  };
  return log;
}

function setUp() {
  const posted: FrameMessage[] = [];
  const acknowledgements = { add: vi.fn(), flush: vi.fn() };
  const log = newLog();
  const client = {
    sendNow: log.sendNow,
    sendBeacon: vi.fn((path: string, body: unknown) => void log.sendNow(path, body)),
    request: vi.fn(async (path: string) => ({ callbacks: log.rows.slice(Number(path.split('=')[1])) })),
  };
  const forwarder = new CallbackForwarder({
    post: (message) => posted.push(message),
    acknowledgements,
    client: client as typeof client & Pick<WidgetClient, 'request' | 'sendNow'>,
  });
  const callbacks = () => posted.flatMap((message) => (message.type === 'callback' ? message.callback : []));
  return { forwarder, posted, callbacks, acknowledgements, client, log };
}
const settled = () => vi.advanceTimersByTimeAsync(0);

test('the page and the log have the same callbacks under the same numbers', async () => {
  const { forwarder, callbacks, log } = setUp();
  forwarder.forward(screen, session);
  await settled();
  forwarder.forward(stored('et-1', { sequence: log.add({ eventId: 'et-1' }) }), session);
  forwarder.forward(screen, session);
  await settled();
  const received = callbacks().map(({ eventId, sequence }) => [eventId, sequence]);
  expect(received).toEqual(log.rows.map(({ eventId, sequence }) => [eventId, sequence]));
  expect(received.map(([, sequence]) => sequence)).toEqual([1, 2, 3]);
});

test('the page is called once the log has the event', async () => {
  const { forwarder, callbacks, log } = setUp();
  log.isReachable = false;
  forwarder.forward(screen, session);
  await settled();
  expect(callbacks()).toEqual([]);
});

test('a callback that an earlier page missed keeps its session and its number', () => {
  const { forwarder, callbacks } = setUp();
  forwarder.forward(stored('et-1', { replayed: true }), session);
  expect(callbacks()[0]).toMatchObject({ sessionId: 'ws-0', sequence: 9, replayed: true });
});

test('the page of a resumed session gets only callbacks that no earlier page has received', async () => {
  const { forwarder, callbacks, log } = setUp();
  for (const eventId of ['et-1', 'et-2', 'et-3']) log.add({ eventId });
  const resumed = { ...session, sequence: 3 };
  forwarder.forward(stored('et-3', { sequence: 3, replayed: true }), resumed);
  forwarder.forward(screen, resumed);
  await vi.advanceTimersByTimeAsync(5000);
  expect(callbacks().map(({ sequence }) => sequence)).toEqual([3, 4]);
});

test('missed callbacks that do not fit into the response with the session are read page by page', async () => {
  const missed = Array.from({ length: 450 }, (_, index) =>
    stored(`et-${index}`, { sequence: index + 1, replayed: true }),
  );
  const { forwarder, callbacks, client } = setUp();
  const page = (after: number) => missed.slice(after, after + 200).map(({ record }) => record);
  client.request.mockImplementation(async (path) => ({
    callbacks: page(Number(path.split('sequence=')[1])),
  }));
  for (const announcement of missed.slice(0, 200))
    forwarder.forward(announcement, { ...session, callbacks: page(0) });
  await settled();
  expect(callbacks().map(({ sequence }) => sequence)).toEqual(missed.map(({ record }) => record.sequence));
});

test('an event that two responses contain is forwarded once', () => {
  const { forwarder, callbacks } = setUp();
  forwarder.forward(stored('et-1', { sequence: 1 }), session);
  forwarder.forward(stored('et-1', { sequence: 1 }), session);
  expect(callbacks()).toHaveLength(1);
});

test('the frame closes once the page has acknowledged onClose, which is the event of the log', async () => {
  const { forwarder, posted, callbacks } = setUp();
  forwarder.forward(screen, session);
  forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await settled();
  expect(callbacks()).toMatchObject([
    { name: 'onUIEvent', sequence: 1 },
    { name: 'onClose', sequence: 2, eventId: 'et-completed', arguments: { reason: 'exit' } },
  ]);
  expect(posted.at(-1)).not.toEqual({ type: 'closed' });
  forwarder.acknowledged('et-completed');
  expect(posted.at(-1)).toEqual({ type: 'closed' });
});

test('a log that cannot be reached delays neither onClose nor onTokenExpired for long', async () => {
  const { forwarder, posted, callbacks, log } = setUp();
  log.isReachable = false;
  forwarder.forward(screen, session);
  forwarder.forward({ kind: 'expired' }, session);
  await vi.advanceTimersByTimeAsync(2000);
  expect(callbacks()).toMatchObject([{ name: 'onTokenExpired', sequence: null }]);
  forwarder.forward({ kind: 'closed', reason: 'close' }, session);
  await vi.advanceTimersByTimeAsync(2000);
  expect(callbacks().slice(1)).toMatchObject([
    { name: 'onUIEvent', sequence: null },
    { name: 'onClose', sequence: null, sessionId: 'ws-1', arguments: { reason: 'close' } },
  ]);
  await vi.advanceTimersByTimeAsync(500);
  expect(posted.at(-1)).toEqual({ type: 'closed' });
});

test('a callback without a number is numbered when the log can be reached again, and called once', async () => {
  const { forwarder, callbacks, log } = setUp();
  // The server never responds to the first request.
  log.isReachable = false;
  forwarder.forward({ kind: 'expired' }, session);
  await vi.advanceTimersByTimeAsync(2000);
  const [expired] = callbacks();
  expect(expired).toMatchObject({ name: 'onTokenExpired', sequence: null });
  log.isReachable = true;
  forwarder.forward(screen, session);
  await settled();
  expect(log.rows.map(({ eventId, sequence }) => [eventId, sequence])).toContainEqual([expired!.eventId, 1]);
  expect(callbacks().map(({ name, sequence }) => [name, sequence])).toEqual([
    ['onTokenExpired', null],
    ['onUIEvent', 2],
  ]);
});

test('without a session there is no log, and the page is called at once', () => {
  const { forwarder, callbacks, log } = setUp();
  forwarder.forward({ kind: 'expired' }, null);
  forwarder.forward({ kind: 'closed', reason: 'close' }, null);
  expect(callbacks()).toMatchObject([
    { name: 'onTokenExpired', sequence: null, sessionId: '' },
    { name: 'onClose', sequence: null, sessionId: '' },
  ]);
  expect(log.sendNow).not.toHaveBeenCalled();
});

test('a page that goes away ends the session without an onClose, and the shown screens are logged', () => {
  const { forwarder, callbacks, client, acknowledgements } = setUp();
  forwarder.forward(screen, session);
  forwarder.sessionAbandoned();
  expect(client.sendBeacon).toHaveBeenCalledExactlyOnceWith('sessions/close', {
    reason: 'close',
    events: [expect.objectContaining({ name: 'onUIEvent' })],
  });
  expect(callbacks()).toEqual([]);
  // A browser limits how many bytes a closing page can send, so the end of the session is sent first.
  expect(acknowledgements.flush).toHaveBeenCalledAfter(client.sendBeacon);
});

test('a session has ended once the request that ends it has been sent', async () => {
  const abandoned = setUp();
  abandoned.forwarder.forward(screen, session);
  expect(abandoned.forwarder.hasEnded).toBe(false);
  abandoned.forwarder.sessionAbandoned();
  expect(abandoned.forwarder.hasEnded).toBe(true);
  const closed = setUp();
  closed.forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  expect(closed.forwarder.hasEnded).toBe(true);
});

test('a closed frame does not end its session a second time', async () => {
  const { forwarder, client, log } = setUp();
  forwarder.forward(
    { kind: 'closed', reason: 'exit', screen: 'ConnectSuccessPageOpened', errorCode: null },
    session,
  );
  forwarder.sessionAbandoned();
  await settled();
  expect(client.sendBeacon).not.toHaveBeenCalled();
  expect(log.sendNow).toHaveBeenCalledExactlyOnceWith(
    'sessions/close',
    expect.objectContaining({
      reason: 'exit',
      screen: 'ConnectSuccessPageOpened',
      duration: expect.any(Number),
    }),
  );
});

test('onClose is the last callback, even if the log responds when the page has already been called', async () => {
  const { forwarder, callbacks, client, log } = setUp();
  const sequence = [log.add({ eventId: 'et-1' }), log.add({ eventId: 'et-2' })][1]!;
  log.add({ name: 'onClose', eventId: 'et-completed' });
  // The frame has not received the first callback and requests it from the log. The log responds too late.
  client.request.mockImplementation(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1300));
    return { callbacks: log.rows };
  });
  log.isReachable = false;
  forwarder.forward(stored('et-2', { sequence }), session);
  forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(callbacks()).toMatchObject([{ name: 'onClose', sequence: null }]);
});

/**
 * Forwards `count` UI events while the log does not respond. The returned function lists how many events each later
 * request contained.
 */
async function forwardScreens(count: number, { forwarder, log }: ReturnType<typeof setUp>) {
  log.isReachable = false;
  for (let index = 0; index < count; index++) forwarder.forward(screen, session);
  await settled();
  log.isReachable = true;
  log.sendNow.mockClear();
  return () => log.sendNow.mock.calls.map(([, body]) => (body as CloseSession).events?.length);
}

test('a closing widget sends all events to the log and to the page, in requests that the server accepts', async () => {
  const widget = setUp();
  const sizes = await forwardScreens(320, widget);
  widget.forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await settled();
  expect(Math.max(...sizes().map(Number))).toBe(50);
  const numbers = widget.callbacks().map(({ sequence }) => sequence);
  expect(numbers).toEqual(Array.from({ length: 321 }, (_, index) => index + 1));
  expect(widget.callbacks().at(-1)).toMatchObject({ name: 'onClose' });
});

test('onClose is the last callback of the log too, even if the log takes long to store the older events', async () => {
  const widget = setUp();
  await forwardScreens(120, widget);
  widget.log.delay = 500;
  widget.forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await vi.advanceTimersByTimeAsync(1000);
  const inOrder = (records: CallbackRecord[]) => records.map(({ eventId, sequence }) => [eventId, sequence]);
  expect(widget.log.rows).toHaveLength(121);
  expect(inOrder(widget.callbacks())).toEqual(inOrder(widget.log.rows));
});

test('events that the log numbers too late still reach the page before onClose, and are sent to the log', async () => {
  const widget = setUp();
  await forwardScreens(120, widget);
  widget.log.delay = 3000;
  widget.forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await vi.advanceTimersByTimeAsync(2000);
  expect(widget.callbacks().filter(({ name }) => name === 'onUIEvent')).toHaveLength(120);
  expect(widget.callbacks().at(-1)).toMatchObject({ name: 'onClose' });
  // The page may remove the frame now, so all events must have been sent.
  const sent = widget.log.sendNow.mock.calls.flatMap(([, body]) => (body as CloseSession).events ?? []);
  expect(new Set(sent.map(({ eventId }) => eventId)).size).toBe(120);
});

test('events that the log refuses do not delay the end of the session', async () => {
  const widget = setUp();
  const sizes = await forwardScreens(60, widget);
  widget.log.sendNow.mockRejectedValueOnce(new Error('refused'));
  widget.forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await settled();
  expect(widget.log.sendNow).toHaveBeenLastCalledWith('sessions/close', expect.anything());
  expect(sizes()).toEqual([50, 50, 10]);
});

test('a page that goes away while its widget closes ends the session once, with the reason for closing', async () => {
  const widget = setUp();
  await forwardScreens(60, widget);
  widget.log.delay = 500;
  widget.forwarder.forward({ kind: 'closed', reason: 'exit' }, session);
  await settled();
  widget.forwarder.sessionAbandoned();
  await vi.advanceTimersByTimeAsync(5000);
  const closes = widget.log.sendNow.mock.calls.filter(([path]) => path === 'sessions/close');
  expect(closes).toEqual([['sessions/close', expect.objectContaining({ reason: 'exit' })]]);
});

test('a page that goes away leaves all events in the log', async () => {
  const widget = setUp();
  const sizes = await forwardScreens(120, widget);
  widget.forwarder.sessionAbandoned();
  expect(sizes()).toEqual([50, 50, 20]);
});
