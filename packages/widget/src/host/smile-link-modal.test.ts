// @vitest-environment jsdom
import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { FrameMessage, HostMessage } from '@winkwire/contract/host-messages';
import { newEventId } from '@winkwire/contract/ids';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Overlay } from './overlay.ts';
import type { shakeHands } from './shake-hands.ts';
import { SmileLinkModal } from './smile-link-modal.ts';

/**
 * What the newest widget has passed to the handshake and the overlay, because jsdom has no modal dialogs or real
 * frames.
 */
const page = vi.hoisted(() => ({
  handshake: undefined as unknown as Parameters<typeof shakeHands>[0],
  overlay: undefined as unknown as ConstructorParameters<typeof Overlay>[0],
  isShown: false,
}));
vi.mock('./shake-hands.ts', () => ({
  shakeHands: (handshake: typeof page.handshake) => {
    page.handshake = handshake;
    return () => {};
  },
}));
vi.mock('./prefers-dark.ts', () => ({ prefersDark: () => false }));
vi.mock('./overlay.ts', () => ({
  Overlay: class {
    isInPlace = true;
    frameWindow = null;
    constructor(settings: typeof page.overlay) {
      page.overlay = settings;
    }
    show() {
      page.isShown = true;
    }
    remove() {
      page.isShown = false;
    }
    load() {}
    focus() {}
    markDrawn() {}
    showFailure() {}
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** An open widget. `callback` makes a message by which the frame forwards a callback. */
function openWidget(onClose: (argument: { reason: string; eventId: string }) => unknown) {
  const closes = vi.fn(onClose);
  const modal = new SmileLinkModal({ userToken: 'a.b.c', apiHost: 'https://wink.example', onClose: closes });
  modal.open();
  const posted: HostMessage[] = [];
  const port = { postMessage: (message: HostMessage) => posted.push(message), close() {} };
  page.handshake.onPort(port as unknown as MessagePort);
  const receive = (message: FrameMessage) =>
    (port as unknown as MessagePort).onmessage!({ data: message } as MessageEvent);
  const callback = (name: string) => ({
    type: 'callback' as const,
    callback: {
      name,
      eventId: newEventId(),
      sessionId: 'ws-1',
      arguments: { reason: 'exit' },
    } as CallbackRecord,
  });
  return { modal, closes, posted, receive, callback };
}

const neverSettles = () => new Promise(() => {});

test('onClose is called once, even if it arrives late and its promise takes long to settle', async () => {
  const { modal, closes, receive, callback } = openWidget(neverSettles);
  receive({ type: 'drawn' });
  modal.close();
  await vi.advanceTimersByTimeAsync(2400);
  receive(callback('onClose'));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(closes.mock.calls.map(([{ reason }]) => reason)).toEqual(['exit']);
});

test('onClose is called once, even if the page removes the widget while onClose runs', () => {
  const { closes, receive, callback } = openWidget(() => page.overlay.onDismiss('close'));
  receive({ type: 'drawn' });
  receive(callback('onClose'));
  expect(closes).toHaveBeenCalledOnce();
  expect(page.isShown).toBe(false);
});

test('a frame that does not close itself is removed, and onClose is called once', async () => {
  const { modal, closes, posted, receive } = openWidget(() => {});
  receive({ type: 'drawn' });
  modal.close();
  expect(posted.at(-1)).toEqual({ type: 'request-close', force: true });
  await vi.advanceTimersByTimeAsync(2499);
  expect(page.isShown).toBe(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(closes.mock.calls.map(([{ reason }]) => reason)).toEqual(['close']);
  expect(page.isShown).toBe(false);
});

test('a frame that dies after onClose is removed, and onClose is not called again', async () => {
  const { closes, receive, callback } = openWidget(() => {});
  receive({ type: 'drawn' });
  receive(callback('onClose'));
  expect(page.isShown).toBe(true);
  await vi.advanceTimersByTimeAsync(2500);
  expect(page.isShown).toBe(false);
  expect(closes).toHaveBeenCalledOnce();
});

test('close() does not wait for a frame that shows no screen yet', async () => {
  const { modal, closes } = openWidget(() => {});
  modal.close();
  await vi.advanceTimersByTimeAsync(0);
  expect(closes).toHaveBeenCalledOnce();
  expect(page.isShown).toBe(false);
});

test('a widget that is opened again reports its next closing too', async () => {
  const { modal, closes, receive, callback } = openWidget(() => {});
  receive(callback('onClose'));
  receive({ type: 'closed' });
  modal.open();
  page.overlay.onDismiss('error');
  expect(closes.mock.calls.map(([{ reason }]) => reason)).toEqual(['exit', 'error']);
});

test('open() between onClose and the removal of the closed frame shows a new frame', () => {
  const { modal, closes, receive, callback } = openWidget(() => {});
  receive({ type: 'drawn' });
  receive(callback('onClose'));
  const closed = page.overlay;
  modal.open();
  expect(page.overlay).not.toBe(closed);
  expect(page.isShown).toBe(true);
  expect(closes).toHaveBeenCalledOnce();
});
