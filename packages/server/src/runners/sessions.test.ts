import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { callAt, startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, WidgetPage } from '../testing/widget-page.ts';

test('sessions that could send no heartbeat while the server was down are not ended when it starts', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'winkwire-sessions-'));
  const pages: WidgetPage[] = [];
  {
    await using before = await startTestServer({ dataDir });
    for (let count = 0; count < 3; count++)
      pages.push(await WidgetPage.open(before, (await newUser(before)).userToken));
    const [silent, expired] = pages.map(({ session }) => session.sessionId);
    const { store } = before.services;
    await store.run('update sessions set silent_at = 1 where id = $1', [silent!]);
    await store.run('update sessions set expires_at = 1 where id = $1', [expired!]);
    // The server has run for less than 45 s, so no session has ended.
    expect(await statuses(before)).toEqual(Array(3).fill('IN_PROGRESS'));
  }
  {
    await using after = await startTestServer({ dataDir });
    const heard = new WidgetPage({ call: callAt(after.url) }, pages[2]!.session);
    // A round stores heartbeats before it ends sessions, so the second heartbeat shows that the first round has ended.
    for (let round = 0; round < 2; round++) await storeHeartbeat(after, heard);
    expect(await statuses(after)).toEqual(Array(3).fill('IN_PROGRESS'));
  }
  await rm(dataDir, { recursive: true, force: true });
});

const statuses = async ({ services }: TestServer) =>
  (await services.store.all<{ status: string }>('select status from sessions order by created_at')).map(
    ({ status }) => status,
  );

async function storeHeartbeat({ services }: TestServer, page: WidgetPage): Promise<void> {
  const seenAt = async () =>
    (await services.store.get('select seen_at from sessions where id = $1', [page.session.sessionId]))!;
  const before = await seenAt();
  expect((await page.post('sessions/heartbeat', { visible: true })).status).toBe(200);
  await vi.waitFor(async () => expect(await seenAt()).not.toEqual(before), { timeout: 20_000, interval: 20 });
}
