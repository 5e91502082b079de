import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const list = async (query = ''): Promise<{ id: string; [field: string]: unknown }[]> =>
  (await server.call(`/v1/providers?size=150${query}`)).body.data.items;
const ids = async (query: string) => (await list(query)).map(({ id }) => id);

test('the catalogue covers every type, every login and every behaviour', async () => {
  const providers = await list();
  expect(providers.length).toBeGreaterThanOrEqual(14);
  expect(new Set(providers.map(({ type }) => type))).toEqual(
    new Set(['GIG', 'GOVERNMENT', 'SYSTEM', 'EMPLOYER', 'CREDENTIAL']),
  );
  for (const field of ['active', 'mfa', 'accountConnection', 'monitorSupported']) {
    expect([field, new Set(providers.map((provider) => provider[field]))]).toEqual([
      field,
      new Set([true, false]),
    ]);
  }
});

test('each filter narrows the list', async () => {
  expect(await ids('&type=CREDENTIAL')).toEqual(['sealbox', 'idkeep']);
  expect(await ids('&subType=PAYROLL')).toEqual(['monthend']);
  expect(await ids('&active=false')).toEqual(['tidewater-ferries']);
  expect(await ids('&enabled=false')).toEqual([]);
  expect(await ids('&accountConnection=false')).toEqual(['mabini-freight', 'cahaya-ritel', 'lion-quay']);
  expect(await ids('&name=pension')).toEqual(['civic-pension']);
  expect(await ids('&ids=nookly&ids=swiftlane')).toEqual(['swiftlane', 'nookly']);
  expect(await ids('&ids=nookly,swiftlane')).toEqual(['swiftlane', 'nookly']);
  expect(await ids('&ids=nookly,%20swiftlane%20')).toEqual(['swiftlane', 'nookly']);
  expect((await ids('&topIds=nookly,+sealbox')).slice(0, 2)).toEqual(['nookly', 'sealbox']);
  expect((await ids('&topIds=nookly&topIds=sealbox')).slice(0, 3)).toEqual([
    'nookly',
    'sealbox',
    'swiftlane',
  ]);
  expect((await server.call('/v1/providers?active=perhaps')).body.code).toBe('INVALID_PARAMETERS');
});

test.each([
  ['ids', 150],
  ['topIds', 10],
])('%s has at most %s items, however they are given', async (name, most) => {
  const statusOf = async (given: string) => (await server.call(`/v1/providers?${given}`)).status;
  const listed = Array(most).fill('nookly').join(',');
  const repeated = Array(most).fill(`${name}=nookly`).join('&');
  expect([await statusOf(`${name}=${listed}`), await statusOf(repeated)]).toEqual([200, 200]);
  for (const given of [`${name}=${listed},a`, `${repeated}&${name}=a`, `${name}=${listed}&${name}=a`])
    expect(await statusOf(given)).toBe(400);
});

test('pages follow each other without a gap', async () => {
  const all = await ids('');
  const seen: string[] = [];
  let cursor: string | null = '';
  do {
    const { body } = await server.call(`/v1/providers?size=7&cursor=${cursor}`);
    seen.push(...body.data.items.map(({ id }: { id: string }) => id));
    cursor = body.data.nextCursor;
  } while (cursor);
  expect(seen).toEqual(all);
});

test('each provider has its own logo', async () => {
  const logos = new Set<string>();
  for (const { logoUrl } of await list()) {
    const response = await fetch(logoUrl as string);
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    logos.add(await response.text());
  }
  expect(logos.size).toBe((await list()).length);
});

test('a provider is found by its id', async () => {
  const { body } = await server.call('/v1/providers/swiftlane');
  expect(body.data).toMatchObject({ id: 'swiftlane', typeLabel: 'Gig Platform', enabled: true });
  expect((await server.call('/v1/providers/nobody')).status).toBe(404);
});
