import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { production, sandbox, startTestServer, type TestServer } from '../testing/test-server.ts';
import { Authenticator, type Credentials } from './api-keys.ts';
import { useSignInLink } from './portal-sign-in-link.ts';
import { ensureDefaultTenant } from './tenants.ts';

describe.each(['sqlite', 'postgres'] as const)('API keys on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl, rateLimit: 0 });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const post = (path: string, body: object, as: Credentials = sandbox) =>
    server.call(`/v1${path}`, { method: 'POST', body, as });
  const create = async (as: Credentials = sandbox): Promise<Credentials> =>
    (await post('/keys', { name: 'Loan desk' }, as)).body.data;
  const expire = (key: string, inSeconds: number, as: Credentials = sandbox) =>
    post(`/keys/${key}/expire`, { inSeconds }, as);
  /** The authenticator of another process, with a clock of its own. */
  const otherProcess = () => {
    const clock = { ahead: 0 };
    const keys = new Authenticator(server.services.store, () => Date.now() + clock.ahead);
    return {
      clock,
      accepts: async (pair: Credentials) =>
        ((await keys.knownCallerOf(pair)) ?? (await keys.callerOf(pair))) !== undefined,
    };
  };

  test('a key is rotated without an outage, and every process refuses the old one after its expiry', async () => {
    const old = await create();
    const other = otherProcess();
    expect(await other.accepts(old)).toBe(true);
    const created = await post('/keys', { name: 'New' });
    expect(created).toMatchObject({
      status: 201,
      body: { data: { name: 'New', origin: 'CREATED', expiresAt: null, secret: expect.any(String) } },
    });
    const expired = await expire(old.key, 3600);
    expect(Date.parse(expired.body.data.expiresAt)).toBeGreaterThan(Date.now() + 3_500_000);
    expect((await server.call('/v1/users', { as: old })).status).toBe(200);
    expect((await server.call('/v1/users', { as: created.body.data })).status).toBe(200);
    other.clock.ahead = 3_590_000;
    expect(await other.accepts(old)).toBe(true);
    // The old key expired a second ago. Its last query was 11 seconds ago, so the other process queries it again.
    other.clock.ahead = 3_601_000;
    expect(await other.accepts(old)).toBe(false);
    expect(await other.accepts(created.body.data)).toBe(true);
  });

  test('a link to the portal is created with the credentials of production, and works once', async () => {
    const refused = await post('/sign-in-links', {});
    expect(refused).toMatchObject({ status: 403, body: { code: 'UNAUTHORIZED_ACCESS' } });
    const created = await post('/sign-in-links', {}, production);
    expect(created.status).toBe(201);
    const { url, expiresAt } = created.body.data;
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 1_700_000);
    const [address, token] = url.split('#');
    expect(address).toBe(`${server.url}/portal/sign-in`);
    const link = { token, now: Date.now() };
    expect(await useSignInLink(server.services.store, link)).toMatchObject({ kind: 'valid' });
    expect(await useSignInLink(server.services.store, link)).toEqual({ kind: 'used' });
  });

  test('a key that expires now is refused within five seconds, even by a process that knew it', async () => {
    const leaked = await create();
    const [known, fresh] = [otherProcess(), otherProcess()];
    expect(await known.accepts(leaked)).toBe(true);
    expect((await expire(leaked.key, 0)).status).toBe(200);
    known.clock.ahead = 5001;
    expect(await known.accepts(leaked)).toBe(false);
    expect(await fresh.accepts(leaked)).toBe(false);
    expect(await expire(leaked.key, 3600)).toMatchObject({ status: 404 });
  });

  test('a list contains no secret, and a key manages only the keys of its own mode', async () => {
    const { key, secret } = await create();
    const listed = JSON.stringify((await server.call('/v1/keys')).body);
    expect(listed).toContain(key);
    expect(listed).not.toContain(secret);
    expect(listed).not.toContain(production.key);
    expect((await expire(key, 0, production)).status).toBe(404);
    expect((await expire(production.key, 0)).status).toBe(404);
    const stored = await server.services.store.all('select * from api_keys');
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  test('the last key without an expiry stays, even if two requests expire the last two at the same time', async () => {
    const { PRODUCTION } = await server.createTenant(`lonely-${name}`);
    expect(await expire(PRODUCTION.key, 0, PRODUCTION)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('First create another key') },
    });
    const second = await create(PRODUCTION);
    const both = await Promise.all([
      expire(PRODUCTION.key, 60, PRODUCTION),
      expire(second.key, 60, PRODUCTION),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });

  test('expiring the key of the settings is refused, because the next start would bring it back', async () => {
    await create();
    expect((await expire(sandbox.key, 0)).body.message).toContain('WINKWIRE_SANDBOX_KEY');
  });

  test('a mode has at most 20 keys, and an expired one makes room', async () => {
    const { SANDBOX } = await server.createTenant(`many-${name}`);
    const made = [];
    for (let count = 1; count < 20; count += 1) made.push(await create(SANDBOX));
    expect(await post('/keys', {}, SANDBOX)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('Expire a key') },
    });
    await expire(made[0]!.key, 0, SANDBOX);
    expect((await post('/keys', {}, SANDBOX)).status).toBe(201);
    expect((await server.call('/v1/keys', { as: SANDBOX })).body.data.items).toHaveLength(20);
  });

  test('when another pair is configured, only the previously configured pair works for another hour, and a rollback restores it', async () => {
    const { config, now, store } = server.services;
    const created = await create();
    const configure = (sandboxKey: string) =>
      ensureDefaultTenant(
        { config: { ...config, sandboxKey, sandboxSecret: 'a secret of my own' }, now, store },
        () => expect.unreachable(),
      );
    const expiries = async () => {
      const { items } = (await server.call('/v1/keys')).body.data;
      return Object.fromEntries(
        items.map(({ key, expiresAt }: { key: string; expiresAt: string | null }) => [key, expiresAt]),
      );
    };
    await configure(`next-${name}`);
    const overlap = Date.parse((await expiries())[sandbox.key]) - Date.now();
    expect(overlap).toBeGreaterThan(3_500_000);
    expect(overlap).toBeLessThanOrEqual(3_600_000);
    expect(await expiries()).toMatchObject({ [`next-${name}`]: null, [created.key]: null });
    await configure(sandbox.key);
    expect(await expiries()).toMatchObject({ [sandbox.key]: null, [`next-${name}`]: expect.any(String) });
    await expect(configure(production.key)).rejects.toThrow(/in use already/);
  });
});
