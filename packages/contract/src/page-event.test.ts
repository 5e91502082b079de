import { expect, test } from 'vitest';
import type { CallbackRecord } from './callbacks.ts';
import { pageEvent } from './page-event.ts';

const entry = {
  eventId: 'et-1',
  sessionId: 'ws-1',
  sequence: 7,
  at: '2026-04-21T09:30:00.125Z',
  replayed: false,
};
const place = { screen: 'LoginPageOpened', previousScreen: null } as const;
const common = { id: 'et-1', sessionId: 'ws-1', sequence: 7, at: entry.at, ...place };
const created = { accountId: 'a-1', userId: 'main-1', providerId: 'city-id' };

test.each([
  [
    'an event that is no callback, with its own fields',
    { ...entry, name: 'onEvent', arguments: { name: 'ProvidersSearched', resultCount: 0 } },
    { name: 'ProvidersSearched', resultCount: 0 },
  ],
  [
    'a callback, with its arguments',
    { ...entry, name: 'onAccountCreated', arguments: created },
    { name: 'CallbackCalled', callback: 'onAccountCreated', arguments: created },
  ],
  [
    'a callback that an earlier page missed',
    { ...entry, replayed: true, name: 'onAccountCreated', arguments: created },
    { name: 'CallbackReplayed', callback: 'onAccountCreated', arguments: created },
  ],
  [
    'the end of the widget, with its reason only',
    { ...entry, name: 'onClose', arguments: { reason: 'exit', duration: 5 } },
    { name: 'Closed', reason: 'exit' },
  ],
])('`onEvent` gets %s, and where the user was', (_, record, fields) => {
  expect(pageEvent(record as CallbackRecord, place)).toEqual({ ...common, ...fields });
});
