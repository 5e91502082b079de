import { newId } from '@winkwire/contract/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountRow, addAccount, changeAccount } from '../domain/accounts.ts';
import { markSignInEnded } from '../domain/sign-in-attempts.ts';
import { startDelivering } from '../pipeline/testing/start-delivering.ts';
import type { Caller } from '../platform/caller.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { beginSignIn } from './begin-sign-in.ts';

describe.each(['sqlite', 'postgres'] as const)('sign-in attempts on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    // With this language, PostgreSQL could also convert É to é.
    engine = await startEngine(name, { language: 'en-US' });
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test.each<[string, { sessions: number; users: number; guesses: number; logins?: (string | null)[] }]>([
    ['of one session', { sessions: 1, users: 1, guesses: 5 }],
    ['of one user in many sessions', { sessions: 16, users: 1, guesses: 10 }],
    ['at one login by many users', { sessions: 30, users: 30, guesses: 20 }],
    [
      'at one login in many spellings',
      { sessions: 30, users: 30, guesses: 20, logins: ['mara', 'MARA', 'Ma-ra', 'm.a r(a)'] },
    ],
    [
      'at each of two logins that differ in a letter outside of A to Z',
      { sessions: 50, users: 50, guesses: 40, logins: ['josé', 'JOSÉ'] },
    ],
    ['without a login by many users', { sessions: 30, users: 30, guesses: 30, logins: [null] }],
  ])('no more attempts %s begin at the same time than may fail', async (_, given) => {
    const { sessions, users, guesses, logins = ['mara'] } = given;
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { services, caller } = delivering;
    const { store } = services;
    const guess = async (index: number) => {
      const account = pendingAccount(caller, {
        user_id: `user-${index % users}`,
        session_id: `session-${index % sessions}`,
        login_name: logins[index % logins.length] ?? null,
      });
      await store.transaction((transaction) => addAccount(transaction, account));
      if (!(await beginSignIn(services, account))) return 'LOCKED';
      await store.transaction((transaction) =>
        changeAccount(transaction, account.id, {
          connection_status: 'ERROR',
          error_code: 'INVALID_CREDENTIALS',
        }),
      );
      return 'TRIED';
    };
    const count = Math.max(16, sessions);
    const results = await Promise.all(Array.from({ length: count }, (_, index) => guess(index)));
    expect(results.filter((result) => result === 'TRIED')).toHaveLength(guesses);
  });

  test('an attempt that is stopped while it waits for its turn never begins', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { services, caller } = delivering;
    const { store } = services;
    const start = async () => {
      const account = pendingAccount(caller, {
        user_id: 'user-1',
        session_id: 'session-1',
        login_name: 'mara',
      });
      await store.transaction((transaction) => addAccount(transaction, account));
      return { account, begun: beginSignIn(services, account) };
    };
    const set = (id: string, connection_status: 'DISCONNECTED' | 'CONNECTED') =>
      store.transaction((transaction) => changeAccount(transaction, id, { connection_status }));
    const first = await Promise.all(Array.from({ length: 5 }, start));
    for (const { begun } of first) expect(await begun).toBe(true);
    const waiting = await start();
    await set(waiting.account.id, 'DISCONNECTED');
    for (const { account } of first) await set(account.id, 'CONNECTED');
    expect(await waiting.begun).toBe(false);
  });

  test('an attempt that is stopped before the provider has responded counts as failed', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { services, caller } = delivering;
    const begin = async (stopped: Partial<AccountRow>, hasEnded = false): Promise<boolean> => {
      const account = pendingAccount(caller, {
        user_id: 'user-1',
        session_id: 'session-1',
        login_name: 'mara',
      });
      await services.store.transaction((transaction) => addAccount(transaction, account));
      const hasBegun = await beginSignIn(services, account);
      if (hasEnded)
        await services.store.transaction((transaction) => markSignInEnded(transaction, account.id));
      await services.store.transaction((transaction) =>
        changeAccount(transaction, account.id, { connection_status: 'DISCONNECTED', ...stopped }),
      );
      return hasBegun;
    };
    const connected = { connected_at: Date.now() };
    for (let n = 0; n < 8; n++) expect(await begin(connected)).toBe(true);
    for (let n = 0; n < 8; n++) expect(await begin({}, true)).toBe(true);
    const begun: boolean[] = [];
    for (let n = 0; n < 8; n++) begun.push(await begin({}));
    expect(begun).toEqual([true, true, true, true, true, false, false, false]);
  });
});

const pendingAccount = (
  { tenantId, mode }: Caller,
  by: Pick<AccountRow, 'user_id' | 'session_id' | 'login_name'>,
): AccountRow => ({
  ...by,
  id: newId('account'),
  tenant_id: tenantId,
  mode,
  provider_id: 'parcelpond',
  connection_status: 'PENDING',
  error_code: null,
  error_message: null,
  connection_updated_at: Date.now(),
  monitor_status: 'UNSUPPORTED',
  monitor_updated_at: null,
  challenge: null,
  redirect_url: null,
  connection: null,
  task_id: null,
  version: 1,
  created_at: Date.now(),
  connected_at: null,
});
