import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { requireProvider } from '../connectors/providers-of.ts';
import { backgroundDone } from '../linking/in-background.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { sandboxCaller, startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, newUser } from '../testing/widget-page.ts';
import { revokeAccount } from './revoke-account.ts';

describe.each(['sqlite', 'postgres'] as const)('the end of an account, on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer(name === 'postgres' ? { databaseUrl: place.config.databaseUrl } : {});
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  async function link(): Promise<{ userId: string; accountId: string }> {
    const { userId } = await newUser(server);
    const body = { userId, providerId: 'peoplehub' };
    const linked = await server.call('/v1/sandbox/accounts', { method: 'POST', body });
    await backgroundDone(server.services);
    return { userId, accountId: linked.body.data.id };
  }
  const removeProvider = (accountId: string) =>
    server.services.store.run(`update accounts set provider_id = 'removed' where id = $1`, [accountId]);

  test('an account can be revoked after its provider was removed from the configuration', async () => {
    const { accountId } = await link();
    await removeProvider(accountId);
    await revokeAccount(server.services, sandboxCaller, accountId);
    expect((await eventsOf(server, accountId)).at(-1)?.type).toBe('ACCOUNT_DISCONNECTED');
  });

  test('a user can be erased after the provider of an account was removed from the configuration', async () => {
    const { userId, accountId } = await link();
    await removeProvider(accountId);
    expect((await server.call(`/v1/users/${userId}`, { method: 'DELETE' })).status).toBe(200);
  });

  test('the grant of an account that connects while it is revoked is ended too', async () => {
    const { accountId } = await link();
    const { services } = server;
    const { connector } = requireProvider(services, sandboxCaller, 'peoplehub');
    const revoke = vi.spyOn(connector, 'revoke');
    const connection = '{"identity":"late"}';
    const { transaction } = services.store;
    await services.store.run('update accounts set connection = null where id = $1', [accountId]);
    vi.spyOn(services.store, 'transaction').mockImplementationOnce(async (work) => {
      await services.store.run('update accounts set connection = $2 where id = $1', [accountId, connection]);
      return transaction.call(services.store, work) as never;
    });
    await revokeAccount(services, sandboxCaller, accountId);
    await backgroundDone(services);
    expect(revoke.mock.calls).toEqual([[{ providerId: 'peoplehub', connection: JSON.parse(connection) }]]);
    vi.restoreAllMocks();
  });
});
