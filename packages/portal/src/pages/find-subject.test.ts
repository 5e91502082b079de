import { afterEach, expect, test, vi } from 'vitest';
import { attemptFilterNames } from './attempt-filters.ts';
import { findSubject } from './find-subject.ts';

const id = (prefix: string) => `${prefix}-${'0a'.repeat(16)}`;

afterEach(() => vi.unstubAllGlobals());

test('an id of a user or of a customer is searched for in the log, if the search can filter by it', async () => {
  const envelope = { code: 'OK', data: { items: [{}], nextCursor: null } };
  vi.stubGlobal('location', { origin: 'https://winkwire.example.com' });
  vi.stubGlobal('fetch', async () => Response.json(envelope));
  expect(await findSubject('SANDBOX', id('acme'), { filters: ['userId', 'sourceId'] })).toEqual({
    userId: id('acme'),
  });
  expect(await findSubject('SANDBOX', id('acme'), { filters: ['sourceId'] })).toEqual({
    sourceId: id('acme'),
  });
  expect(await findSubject('SANDBOX', id('acme'), { filters: ['eventId'] })).toEqual({ text: id('acme') });
  // Every object inherits a property `constructor`. It must not be taken for a known prefix.
  expect(await findSubject('SANDBOX', id('constructor'), { filters: ['userId'] })).toEqual({
    userId: id('constructor'),
  });
});

// There is no server here, so every request would fail. These ids need none.
test.each([
  [id('et'), 'eventId'],
  [id('a'), 'sourceId'],
  [id('archive'), 'sourceId'],
  [id('wh'), 'webhookId'],
] as const)('%s is searched for as %s', async (text, filter) => {
  expect(await findSubject('SANDBOX', text, { filters: attemptFilterNames })).toEqual({ [filter]: text });
});

test('an id that a search cannot filter by is searched for as text', async () => {
  expect(await findSubject('SANDBOX', id('ws'), { filters: attemptFilterNames })).toEqual({ text: id('ws') });
  expect(await findSubject('SANDBOX', id('ws'), { filters: ['sessionId'] })).toEqual({ sessionId: id('ws') });
  expect(await findSubject('SANDBOX', 'connect ECONNREFUSED', { filters: ['text'] })).toEqual({
    text: 'connect ECONNREFUSED',
  });
});

/**
 * Stands for a server. The keys of `users` are references. `events` contains filters that find an event, such as
 * `sourceId=order-7`.
 */
function serve({ users = {}, events = [] }: { users?: Record<string, object[]>; events?: string[] }): void {
  vi.stubGlobal('location', { origin: 'https://winkwire.example.com' });
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const { pathname, searchParams } = new URL(String(url));
    const items =
      pathname === '/v1/users'
        ? (users[searchParams.get('reference') ?? ''] ?? [])
        : [...searchParams].filter((filter) => events.includes(filter.join('='))).slice(0, 1);
    return Response.json({ code: 'OK', data: { items, nextCursor: null } });
  });
}

test.each(['order-10297', 'order 10297', id('loan')])('%s is found as an id of a source', async (text) => {
  serve({ events: [`sourceId=${text}`] });
  expect(await findSubject('SANDBOX', text, { filters: ['userId', 'sourceId'] })).toEqual({ sourceId: text });
});

test.each(['DUP-7', id('cust')])('%s is found as the reference of one user', async (text) => {
  serve({ users: { [text]: [{ id: 'u-1' }] }, events: [`sourceId=${text}`] });
  expect(await findSubject('SANDBOX', text, { filters: attemptFilterNames })).toEqual({ userId: 'u-1' });
  serve({ users: { [text]: [{ id: 'u-1' }, { id: 'u-2' }] } });
  expect(await findSubject('SANDBOX', text, { filters: attemptFilterNames })).toEqual({ text });
});

test('a search for a source that runs out of time is continued', async () => {
  vi.stubGlobal('location', { origin: 'https://winkwire.example.com' });
  let isFound = true;
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const items = isFound && String(url).includes('cursor=second') ? [{}] : [];
    const nextCursor = String(url).includes('sourceId') ? 'second' : null;
    return Response.json({ code: 'OK', data: { items, nextCursor: isFound ? nextCursor : 'second' } });
  });
  const search = (text: string) => findSubject('SANDBOX', text, { filters: ['sourceId'] });
  expect(await search('order-7')).toEqual({ sourceId: 'order-7' });
  isFound = false;
  expect(await search('order-7')).toEqual({ text: 'order-7' });
  expect(await search(id('loan'))).toEqual({ sourceId: id('loan') });
});

test('a text is not looked up as a source if a search by text finds the id of the source too', async () => {
  serve({ events: ['sourceId=order-7'] });
  expect(await findSubject('SANDBOX', 'order-7', { filters: ['sourceId', 'text'] })).toEqual({
    text: 'order-7',
  });
});
