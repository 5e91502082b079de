import { afterEach, expect, test, vi } from 'vitest';
import { attemptFilterNames } from './attempt-filters.ts';
import { findSubject } from './find-subject.ts';

const id = (prefix: string) => `${prefix}-${'0a'.repeat(16)}`;

afterEach(() => vi.unstubAllGlobals());

test('an id of a user or of a customer is searched for in the log, if the search can filter by it', async () => {
  const envelope = { code: 'OK', data: { items: [{}], nextCursor: null } };
  vi.stubGlobal('location', { origin: 'https://winkwire.example.com' });
  vi.stubGlobal('fetch', async () => Response.json(envelope));
  expect(await findSubject('SANDBOX', id('acme'), ['userId', 'sourceId'])).toEqual({ userId: id('acme') });
  expect(await findSubject('SANDBOX', id('acme'), ['sourceId'])).toEqual({ sourceId: id('acme') });
  expect(await findSubject('SANDBOX', id('acme'), ['eventId'])).toEqual({ text: id('acme') });
  // Every object inherits a property with the name `constructor`.
  expect(await findSubject('SANDBOX', id('constructor'), ['userId'])).toEqual({ userId: id('constructor') });
});

// There is no server here, so every request would fail. These ids need no request, because their form alone shows their
// kind.
test.each([
  [id('et'), 'eventId'],
  [id('a'), 'sourceId'],
  [id('archive'), 'sourceId'],
  [id('wh'), 'webhookId'],
] as const)('%s is searched for as %s', async (text, filter) => {
  expect(await findSubject('SANDBOX', text, attemptFilterNames)).toEqual({ [filter]: text });
});

test('an id that a search cannot filter by is searched for as text', async () => {
  expect(await findSubject('SANDBOX', id('ws'), attemptFilterNames)).toEqual({ text: id('ws') });
  expect(await findSubject('SANDBOX', id('ws'), ['sessionId'])).toEqual({ sessionId: id('ws') });
  expect(await findSubject('SANDBOX', 'connect ECONNREFUSED', ['text'])).toEqual({
    text: 'connect ECONNREFUSED',
  });
});
