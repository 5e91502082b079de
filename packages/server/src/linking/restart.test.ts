import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginAccount } from '../actions/start-account.ts';
import { requireProvider } from '../connectors/providers-of.ts';
import { type ServerProcess, startServerProcess } from '../testing/server-process.ts';
import { callAt, sandboxCaller, startTestServer } from '../testing/test-server.ts';
import { eventsOf, eventsUntil, newUser, WidgetPage } from '../testing/widget-page.ts';
import { takeStep } from './take-step.ts';

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winkwire-restart-'));
  server = await startServerProcess(folder);
});
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

const openPage = async () => {
  const called = { call: callAt(server.url) };
  return WidgetPage.open(called, (await newUser(called)).userToken);
};

const moved = (page: WidgetPage) => new WidgetPage({ call: callAt(server.url) }, page.session);

test('after a kill an open question can still be answered, and a sign-in that was in flight fails with a clear error', async () => {
  const asking = await openPage();
  const asked = await asking.login('swiftlane', { username: 'George', password: '123456' });
  const slow = await openPage();
  const started = await slow.post('accounts', {
    providerId: 'revenue-board',
    loginOptionId: 'username',
    fields: { username: 'Christina', password: 'YGUS1' },
  });
  await server.kill();
  server = await startServerProcess(folder);

  const linked = await moved(asking).answer(asked, '1234');
  expect(linked.status).toBe('CONNECTED');
  const failed = await moved(slow).settle(started.body.data);
  expect(failed).toMatchObject({ status: 'ERROR', errorCode: 'AUTH_REQUIRED' });
}, 60_000);

test('data that a process was reading when it died is read by another process, once', async () => {
  await using running = await startTestServer();
  const { services } = running;
  const { userId } = await newUser(running);
  const provider = requireProvider(services, sandboxCaller, 'monthend');
  const { account } = await beginAccount(
    services,
    { ...sandboxCaller, userId },
    { provider, loginName: 'Ryan' },
  );
  const held = { accountId: account.id, phase: 'SIGN_IN', owner: services.processId } as const;
  await takeStep(services, held, { kind: 'CONNECTED', loginName: 'Ryan', connection: { identity: 'Ryan' } });
  // As if the owner of the run had died and its lease had expired.
  await services.store.run(`update linking_runs set owner = 'dead' where account_id = $1`, [account.id]);
  await services.store.run(`delete from leases where kind = 'linking' and id = $1`, [account.id]);
  const events = await eventsUntil(running, account.id, 'TASK_FINISHED');
  expect(events.filter(({ type }) => type === 'IDENTITY_ADDED')).toHaveLength(1);
  expect(events.at(-1)!.data).toMatchObject({ status: 'SUCCEEDED' });
});

test('a question that nobody answers times out', async () => {
  await using running = await startTestServer();
  const page = await WidgetPage.open(running, (await newUser(running)).userToken);
  const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
  await running.services.store.run('update linking_runs set due_at = 0 where account_id = $1', [
    asked.accountId,
  ]);
  const failed = await page.settle({ ...asked, challenge: null });
  expect(failed).toMatchObject({ status: 'ERROR', errorCode: 'MFA_TIMEOUT' });
  expect((await eventsOf(running, asked.accountId)).at(-1)).toMatchObject({ type: 'ACCOUNT_FAILED' });
});

test('credentials and answers are in no file, no log and no response', async () => {
  const page = await openPage();
  const secrets = ['YGUS1', 'not-the-password-7431', '6688442200', 'answer-of-my-heart'];
  await page.login('monthend', { username: 'Christina', password: 'YGUS1' });
  await page.login('parcelpond', { username: 'George', password: 'not-the-password-7431' });
  await page.login('civic-pension', { ssn: '6688442200', password: 'not-the-password-7431' });
  const asked = await page.login('sealbox', { email: 'christina4321@smileapi.io', password: 'YGUS1' });
  await page.answer(asked, 'answer-of-my-heart');
  const refused = await page.post('accounts', {
    providerId: 'parcelpond',
    loginOptionId: 'username',
    fields: { username: '', password: 'not-the-password-7431' },
  });
  expect(refused.status).toBe(400);
  const unreadable = await page.post('accounts', { password: 'not-the-password-7431', fields: 'YGUS1' });
  const answers = [refused.body, unreadable.body, page.callbacks, (await page.get('sources')).body];
  await server.kill();

  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
  );
  expect(texts.join('').includes('onAccountCreated')).toBe(true);
  expect(server.output()).toContain('/widget/api');
  for (const secret of secrets) {
    const found = [...texts, server.output(), JSON.stringify(answers)].filter((text) =>
      text.includes(secret),
    );
    expect([secret, found.length]).toEqual([secret, 0]);
  }
}, 60_000);
