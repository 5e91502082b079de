import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, WidgetPage } from '../testing/widget-page.ts';

const attempt = `et-${'a'.repeat(32)}`;

describe.each(['sqlite', 'postgres'] as const)('the start of an account on %s', (name) => {
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

  async function openPage() {
    const page = await WidgetPage.open(server, (await newUser(server)).userToken);
    const start = async (username: string, change: object = {}): Promise<string> => {
      const fields = { username, password: '123456' };
      const body = { providerId: 'parcelpond', loginOptionId: 'username', fields, attempt, ...change };
      return (await page.post('accounts', body)).body.data.accountId;
    };
    return { page, start };
  }

  test('an attempt that is sent ten times at once, and again after it has connected, links one account', async () => {
    const { page, start } = await openPage();
    const ids = await Promise.all(Array.from({ length: 10 }, () => start('George')));
    await page.settle((await page.get(`accounts/${ids[0]}?after=0`)).body.data);
    ids.push(await start('George'));
    expect(new Set(ids).size).toBe(1);
    const { accounts } = (await page.get('sources')).body.data;
    expect(accounts).toHaveLength(1);
  });

  test('another login, another attempt and another session have accounts of their own', async () => {
    const { start } = await openPage();
    const other = await openPage();
    const ids = [
      await start('George'),
      await start('Ryan'),
      await start('George', { attempt: `et-${'b'.repeat(32)}` }),
      await other.start('George'),
    ];
    expect(new Set(ids).size).toBe(4);
  });

  test('an attempt that was stopped begins again as a new account', async () => {
    const { page, start } = await openPage();
    const first = await start('George');
    await page.post(`accounts/${first}/revoke`);
    expect(await start('George')).not.toBe(first);
  });
});
