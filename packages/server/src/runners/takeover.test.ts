import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArchive } from '../actions/create-archive.ts';
import { createInvite } from '../actions/create-invite.ts';
import { createInviteTemplate } from '../actions/create-invite-template.ts';
import { createWebhook } from '../actions/create-webhook.ts';
import { startReplay } from '../actions/start-replay.ts';
import { shardCount } from '../domain/shard-of.ts';
import { addUser } from '../domain/users.ts';
import { startReceiver } from '../pipeline/testing/start-receiver.ts';
import { takeoverMs } from '../platform/lease.ts';
import type { Services } from '../platform/services.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { archiveServices, caller, documentBytes } from '../testing/archive-services.ts';
import { template } from '../testing/invite-services.ts';
import { openMailServer } from '../testing/mail-server.ts';
import { startWork } from './start-work.ts';

const child = fileURLToPath(new URL('../testing/hold-work.ts', import.meta.url));

/** Adds one piece of unfinished work of each kind, except for linking, which the killed process starts itself. */
async function addWork({ config }: Place, url: string): Promise<string> {
  const services = await archiveServices(config.dataDir, config.databaseUrl);
  const { store } = services;
  const { id: userId } = await store.transaction((transaction) =>
    addUser(transaction, caller, { now: Date.now() }),
  );
  const files = [{ bytes: await documentBytes('payslip-ryan.pdf'), name: 'payslip.pdf' }];
  await createArchive(services, caller, { userId, fileType: 'PAYSLIP', files, provider: 'tenant-provided' });
  const { id: templateId } = await createInviteTemplate(services, caller, template);
  await createInvite(services, caller, { fullName: 'Ryan', email: 'ryan@shop.example', templateId });
  const settings = { name: 'test', url, eventTypes: ['ALL_EVENTS' as const], secret: 'secret' };
  const webhook = await createWebhook(services, caller, settings);
  await startReplay(services, caller, { kind: 'rewind', id: webhook.id, start: { sequence: 0 } });
  await store.close();
  return userId;
}

async function killWhileItWorks({ config }: Place, userId: string): Promise<void> {
  const holder = fork(child, [config.dataDir, config.databaseUrl ?? '', userId], { stdio: 'inherit' });
  const [held] = await once(holder, 'message');
  expect(held).toMatchObject({ archiveId: expect.any(String), mails: 1 });
  const exited = once(holder, 'exit');
  holder.kill('SIGKILL');
  await exited;
}

const count = async ({ store }: Services, sql: string) =>
  (await store.get<{ count: number }>(`select count(*) as count from ${sql}`))!.count;

/** How much of the work is done. `session-figures` is left out, because the killed process did not have its lease. */
const doneOf = async (services: Services) => ({
  linkingRuns: await count(services, 'linking_runs'),
  archives: await count(services, `archives where status = 'ANALYZED'`),
  mails: await count(services, 'invite_mails'),
  jobs: await count(services, `chores where name <> 'session-figures'`),
  replays: await count(services, `replays where state = 'done'`),
});
const all = { linkingRuns: 0, archives: 1, mails: 0, jobs: 2, replays: 1 };
const none = { linkingRuns: 1, archives: 0, mails: 1, jobs: 0, replays: 0 };

const leaseCount = (services: Services, owner: string) => count(services, `leases where owner ${owner}`);

describe.each(['sqlite', 'postgres'] as const)('a process that was killed on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  /** Kills a process with unfinished work. `check` starts all background work on its database. */
  async function afterKill(check: (services: Services, start: () => Promise<void>) => Promise<void>) {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using mailServer = await openMailServer();
    await killWhileItWorks(place, await addWork(place, receiver.url));
    const opened = await archiveServices(place.config.dataDir, place.config.databaseUrl);
    const config = { ...opened.config, smtpUrl: mailServer.url, mailFrom: 'us@winkwire.example' };
    const services: Services = { ...opened, config };
    await using stack = new AsyncDisposableStack();
    stack.defer(() => services.store.close());
    await check(services, async () => {
      const work = await startWork(services);
      stack.defer(() => work.close(performance.now() + 1000));
    });
    expect(mailServer.mails).toHaveLength(1);
    expect(receiver.received.length).toBeGreaterThan(0);
  }

  test('loses all its work to the next process of its machine at once, and each piece is done once', async () => {
    await afterKill(async (services, start) => {
      expect(await leaseCount(services, 'is not null')).toBe(shardCount + 6);
      await start();
      await expect.poll(() => doneOf(services), { timeout: takeoverMs }).toEqual(all);
      const finished = await count(services, `events where type = 'TASK_FINISHED'`);
      expect(finished).toBe(2);
    });
  }, 120_000);

  test('on another machine it keeps all its work until its leases have expired, and then loses all of it', async () => {
    await afterKill(async (services, start) => {
      const { store } = services;
      const elsewhere = 'another-host/pid:[4026531836]/1/0a1b2c3d';
      await store.run(`update leases set owner = $1, id = case kind when 'sender' then $1 else id end`, [
        elsewhere,
      ]);
      await start();
      // A later `until` shows that this process has renewed its lease, and therefore has also polled for work.
      const own = `select max(leased_until) as until from leases where owner <> '${elsewhere}'`;
      const until = async () => (await store.get<{ until: number }>(own))!.until;
      const first = await until();
      await expect.poll(until, { timeout: 20_000 }).toBeGreaterThan(first);
      expect(await doneOf(services)).toEqual(none);
      expect(await leaseCount(services, `= '${elsewhere}'`)).toBe(shardCount + 6);
      // This has the same effect as waiting for `takeoverMs`.
      await store.run('update leases set leased_until = leased_until - $1 where owner = $2', [
        takeoverMs,
        elsewhere,
      ]);
      await expect.poll(() => doneOf(services), { timeout: takeoverMs }).toEqual(all);
    });
  }, 120_000);
});
