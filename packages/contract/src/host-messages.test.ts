import { expect, test } from 'vitest';
import { isFrameMessage, isHandshakeMessage, isHostMessage } from './host-messages.ts';

const callback = {
  name: 'onClose',
  arguments: { reason: 'close' },
  at: '2026-04-21T09:30:00Z',
  eventId: 'et-1',
  sessionId: 'ws-1',
  sequence: 1,
  replayed: false,
};

test('each message of the protocol is recognised as what it is', () => {
  expect(isHandshakeMessage({ winkwire: 1, type: 'ready' })).toBe(true);
  expect(isHandshakeMessage({ winkwire: 1, type: 'connect' })).toBe(true);
  expect(isHostMessage({ type: 'open', options: { userToken: 't' } })).toBe(true);
  expect(isHostMessage({ type: 'acknowledge', eventId: 'et-1' })).toBe(true);
  expect(isHostMessage({ type: 'update-token', userToken: 't' })).toBe(true);
  expect(isHostMessage({ type: 'request-close' })).toBe(true);
  expect(isFrameMessage({ type: 'callback', callback })).toBe(true);
  expect(isFrameMessage({ type: 'closed' })).toBe(true);
});

test.each([
  null,
  undefined,
  'ready',
  7,
  [],
  {},
  { type: 'ready' },
  { winkwire: 2, type: 'ready' },
  { type: 'open' },
  { type: 'open', options: {} },
  { type: 'open', options: { userToken: 7 } },
  { type: 'acknowledge' },
  { type: 'update-token', userToken: null },
  { type: 'callback' },
  { type: 'callback', callback: { ...callback, eventId: undefined } },
  { type: 'callback', callback: { ...callback, sessionId: 1 } },
  { type: '__proto__' },
])('other data that a window receives is not taken for a message: %j', (value) => {
  expect([isHandshakeMessage(value), isHostMessage(value), isFrameMessage(value)]).toEqual([
    false,
    false,
    false,
  ]);
});
