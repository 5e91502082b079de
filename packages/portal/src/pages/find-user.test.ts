import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findUser } from './find-user.ts';

const ids = [`a-${'0a'.repeat(16)}`, `acme-${'0a'.repeat(16)}`, 'customer-7'];

beforeEach(() => vi.stubGlobal('location', { origin: 'https://winkwire.example' }));
afterEach(() => vi.unstubAllGlobals());

/**
 * A request gets the first response whose key is part of its address, or else an error. '' is part of every address.
 */
function respond(responses: Record<string, [status: number, body: object]>): void {
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const path = Object.keys(responses).find((each) => String(url).includes(each)) ?? '';
    const [status, body] = responses[path] ?? [500, { code: 'SERVER_ERROR', message: 'It failed.' }];
    return Response.json({ requestId: 'r', ...body }, { status });
  });
}

const missing: [number, object] = [404, { code: 'MISSING_RESOURCE', message: 'There is nothing.' }];
const noItems: [number, object] = [200, { code: 'OK', data: { items: [], nextCursor: null } }];

test.each(ids)('if the server fails, the search for %s fails too', async (id) => {
  respond({});
  await expect(findUser('SANDBOX', id)).rejects.toThrow('It failed.');
});

test.each(ids)(
  'if only the search for references or events of %s fails, the search fails too',
  async (id) => {
    for (const failing of ['/v1/users?', '/v1/events?']) {
      respond({
        [failing]: [503, { code: 'SERVER_UNAVAILABLE', message: 'Not ready.' }],
        '?': noItems,
        '': missing,
      });
      await expect(findUser('SANDBOX', id), failing).rejects.toThrow('Not ready.');
    }
  },
);

test.each(ids)('if the server finds nothing, no user has the id %s', async (id) => {
  respond({ '?': noItems, '': missing });
  expect(await findUser('SANDBOX', id)).toBeUndefined();
});

test('a text that is too short for a reference finds no user', async () => {
  const refused: [number, object] = [400, { code: 'INVALID_PARAMETERS', message: 'reference: Too short.' }];
  respond({ 'reference=': refused, '?': noItems, '': missing });
  expect(await findUser('SANDBOX', 'x')).toBeUndefined();
});

test('a user is found by an id whose prefix is the name of an inherited property', async () => {
  const id = `constructor-${'0a'.repeat(16)}`;
  respond({ [`/v1/users/${id}`]: [200, { code: 'OK', data: { id } }] });
  expect(await findUser('SANDBOX', id)).toEqual({ userId: id });
});

test.each([
  ['ws', 'sessions'],
  ['hl', 'hostedLinks'],
  ['iv', 'invites'],
])('a user without events is found by an id that begins with %s', async (prefix, path) => {
  const id = `${prefix}-${'0a'.repeat(16)}`;
  respond({ [`/v1/${path}/${id}`]: [200, { code: 'OK', data: { id, userId: 'u-1' } }], '': missing });
  expect(await findUser('SANDBOX', id)).toEqual({ userId: 'u-1' });
});

test.each(['loan: DUP-7', 'loan: DUP-7, branch: 3', 'my: loan: DUP-7'])(
  'users are found by a reference as the table shows it: %s',
  async (text) => {
    const users: [number, object] = [
      200,
      { code: 'OK', data: { items: [{ id: 'u-1' }, { id: 'u-2' }], nextCursor: null } },
    ];
    const reference = text.startsWith('my') ? 'loan%3A+DUP-7' : 'DUP-7';
    respond({ [`reference=${reference}&`]: users, '?': noItems, '': missing });
    expect(await findUser('SANDBOX', text)).toEqual({
      reference: text.startsWith('my') ? 'loan: DUP-7' : 'DUP-7',
    });
  },
);

test('a search that runs out of time is continued, and says so if it does not come to the end', async () => {
  const cutOff = (nextCursor: string): [number, object] => [
    200,
    { code: 'OK', data: { items: [], nextCursor } },
  ];
  const found: [number, object] = [
    200,
    { code: 'OK', data: { items: [{ id: 'et-1', userId: 'u-1' }], nextCursor: null } },
  ];
  respond({ '/v1/users?': noItems, 'cursor=second': found, '/v1/events?': cutOff('second'), '': missing });
  expect(await findUser('SANDBOX', 'task-7')).toEqual({ userId: 'u-1' });
  respond({ '/v1/users?': noItems, '/v1/events?': cutOff('second'), '': missing });
  expect(await findUser('SANDBOX', 'task-7')).toEqual({ isCutOff: true });
});

test.each(['nobody-7', `a-${'0a'.repeat(16)}`])(
  'a search for %s that is abandoned makes no further request',
  async (text) => {
    for (let most = 1; ; most++) {
      const abandoned = new AbortController();
      const sent: string[] = [];
      vi.stubGlobal('fetch', async (url: string | URL, { signal }: { signal: AbortSignal }) => {
        signal.throwIfAborted();
        sent.push(String(url));
        if (sent.length === most) abandoned.abort();
        const isList = String(url).includes('?');
        return isList
          ? Response.json({ code: 'OK', data: { items: [], nextCursor: sent.length < 8 ? 'next' : null } })
          : Response.json({ code: 'MISSING_RESOURCE', message: 'There is nothing.' }, { status: 404 });
      });
      const search = findUser('SANDBOX', text, abandoned.signal);
      await Promise.allSettled([search]);
      if (!abandoned.signal.aborted) return expect(most).toBeGreaterThan(8);
      expect(sent.length, String(most)).toBe(most);
    }
  },
);

function serveUsers(users: Record<string, string>[]): void {
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const { pathname, searchParams } = new URL(String(url));
    if (pathname !== '/v1/users' && pathname !== '/v1/events')
      return Response.json({ code: 'MISSING_RESOURCE', message: 'There is nothing.' }, { status: 404 });
    const reference = searchParams.get('reference') ?? '';
    const items = users.flatMap((metadata, index) =>
      Object.values(metadata).some((value) => value.toLowerCase() === reference.toLowerCase())
        ? [{ id: `u-${index + 1}`, externalMetadata: metadata }]
        : [],
    );
    return Response.json({ code: 'OK', data: { items: items.slice(0, 2), nextCursor: null } });
  });
}

test.each([
  ['branch: 3, loan: L-9901', { userId: 'u-1' }],
  ['branch: 3, loan: L-9902, company: Acme, Inc.', { userId: 'u-2' }],
  ['branch: 3, tier: gold', { reference: '3' }],
  ['company: Acme, Inc., tier: silver', { userId: 'u-2' }],
  ['note: see: a, b: c', { userId: 'u-4' }],
  ['tier: gold', { reference: 'tier: gold' }],
  // u-2 is the only user with this company, but has another loan.
  ['loan: L-9903, company: Acme, Inc.', { reference: 'Acme, Inc.' }],
  // The loan of u-2 only begins with this text.
  ['loan: L-990, company: Acme, Inc.', { reference: 'Acme, Inc.' }],
  ['Loan: l-9902, company: ACME, INC.', { userId: 'u-2' }],
] as const)('of users who share a value, the one whose reference is %s is found', async (text, found) => {
  serveUsers([
    { branch: '3', loan: 'L-9901', tier: 'gold' },
    { branch: '3', loan: 'L-9902', company: 'Acme, Inc.', tier: 'silver' },
    { tier: 'gold', of: 'tier: gold' },
    { note: 'see: a, b: c', of: 'tier: gold' },
  ]);
  expect(await findUser('SANDBOX', text)).toEqual(found);
});

test('a long text with many names and values is not looked up value by value without an end', async () => {
  let requests = 0;
  vi.stubGlobal('fetch', async (url: string | URL) => {
    requests += 1;
    if (!new URL(String(url)).search)
      return Response.json({ code: 'MISSING_RESOURCE', message: 'There is nothing.' }, { status: 404 });
    return Response.json({ code: 'OK', data: { items: [], nextCursor: null } });
  });
  const parts = Array.from({ length: 1000 }, (_, part) => `name ${part}: value ${part}`);
  expect(await findUser('SANDBOX', parts.join(', '))).toBeUndefined();
  expect(requests).toBeLessThan(20);
});

test('a text of dots is no path to another resource', async () => {
  vi.stubGlobal('fetch', async (url: string | URL) => {
    const { pathname } = new URL(String(url));
    expect(['/v1/users', '/v1/events']).toContain(pathname);
    return Response.json({ code: 'OK', data: { items: [], nextCursor: null } });
  });
  for (const text of ['.', '..']) expect(await findUser('SANDBOX', text)).toBeUndefined();
});
