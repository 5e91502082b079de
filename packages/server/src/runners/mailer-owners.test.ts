import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { deleteWebhook } from '../actions/delete-webhook.ts';
import { failingMailDelayMs } from '../domain/owner-mails.ts';
import { ownerMailKind } from '../mail/owner-mail-kind.ts';
import { setClock } from '../pipeline/testing/set-clock.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import { openMailServer, refusal } from '../testing/mail-server.ts';
import { startMailer } from './mailer.ts';

let clock: ReturnType<typeof setClock>;
let receiver: Receiver;
let delivering: Delivering;
beforeEach(async () => {
  clock = setClock();
  receiver = await startReceiver();
  delivering = await startDelivering();
});
afterEach(async () => {
  await delivering[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  clock[Symbol.dispose]();
});

function startMails(smtpUrl: string | null, log = delivering.services.log) {
  const { services } = delivering;
  const config = { ...services.config, smtpUrl, mailFrom: 'hooks@winkwire.example' };
  const now = () => Date.now();
  return startMailer({ ...services, log, now, publicUrl: 'https://winkwire.example', config }, [
    ownerMailKind,
  ]);
}

const register = (notifyEmail: string | null = 'owner@shop.example') =>
  delivering.webhook(receiver.url, { name: 'Loan desk', notifyEmail });
const outbox = () =>
  delivering.services.store.all<{ refused_at: number | null; last_error: string | null }>(
    'select refused_at, last_error from owner_mails',
  );
const poll = <Value>(look: () => Value | Promise<Value>) => expect.poll(look, { timeout: 15_000 });
const respondWith = (status: number) =>
  receiver.behave((_, response) => void response.writeHead(status).end());
const appendFive = () => delivering.append(...Array.from({ length: 5 }, (_, n) => ({ sourceId: `s${n}` })));

test('the owner of a disabled endpoint learns why it was disabled, and where to resume it', async () => {
  await using server = await openMailServer();
  const id = await register();
  respondWith(410);
  await delivering.append({});
  const mailer = startMails(server.url);
  await poll(() => server.mails).toHaveLength(1);
  await mailer.close();
  const [mail] = server.mails;
  const disabled = await delivering.services.store.get<{ id: string }>(
    "select id from events where type = 'ENDPOINT_DISABLED'",
  );
  expect(mail).toMatchObject({
    subject: 'Loan desk was disabled',
    messageId: `<${disabled!.id}@winkwire.example>`,
    from: { name: 'Winkwire', address: 'hooks@winkwire.example' },
    to: [{ address: 'owner@shop.example' }],
  });
  for (const words of [
    'responded with 410',
    receiver.url,
    `https://winkwire.example/portal/sandbox/webhooks/${id}`,
  ]) {
    expect(mail?.text).toContain(words);
    expect(mail?.html).toContain(words);
  }
  expect(await outbox()).toEqual([]);
});

test('the owner of a failing endpoint gets a mail after some minutes, and another after its recovery', async () => {
  await using server = await openMailServer();
  await register();
  respondWith(500);
  const mailer = startMails(server.url);
  await appendFive();
  await poll(outbox).toHaveLength(1);
  clock.jump(failingMailDelayMs);
  await poll(() => server.mails.map(({ subject }) => subject)).toEqual(['Loan desk is failing']);
  expect(server.mails[0]?.text).toContain('responded with 500');
  respondWith(200);
  await poll(() => server.mails.map(({ subject }) => subject)).toEqual([
    'Loan desk is failing',
    'Loan desk works again',
  ]);
  await mailer.close();
}, 30_000);

test('without a mail server the mails wait for one, and outdated ones are dropped', async () => {
  await register();
  respondWith(410);
  await delivering.append({});
  await poll(outbox).toHaveLength(1);
  await startMails(null).close();
  expect(await outbox()).toHaveLength(1);
  clock.jump(4 * 24 * 60 * 60 * 1000);
  await using server = await openMailServer();
  const mailer = startMails(server.url);
  await poll(outbox).toEqual([]);
  await mailer.close();
  expect(server.mails).toEqual([]);
});

test("a mail goes to the owner's current address, and is dropped when there is none or the endpoint is deleted", async () => {
  const { services, caller } = delivering;
  const [moved, cleared, deleted] = [await register(), await register(), await register()];
  respondWith(410);
  await delivering.append({});
  await poll(outbox).toHaveLength(3);
  const change = (id: string, notifyEmail: string | null) =>
    changeWebhook(services, caller, { id, changes: { notifyEmail } });
  await change(moved, 'new@shop.example');
  await change(cleared, null);
  await deleteWebhook(services, caller, deleted);
  await using server = await openMailServer();
  const mailer = startMails(server.url);
  await poll(outbox).toEqual([]);
  await mailer.close();
  expect(server.mails).toMatchObject([{ to: [{ address: 'new@shop.example' }] }]);
});

test('a permanent refusal of an address is stored with its reason, and affects no other address', async () => {
  await using server = await openMailServer({
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('gone') ? done(refusal(550, 'no such person')) : done(),
  });
  await register('gone@shop.example');
  await register('owner@shop.example');
  respondWith(410);
  await delivering.append({});
  const mailer = startMails(server.url);
  await poll(() => server.mails).toHaveLength(1);
  await poll(outbox).toMatchObject([
    { refused_at: expect.any(Number), last_error: expect.stringContaining('no such person') },
  ]);
  await mailer.close();
});

test('the log has the code of a refusal, and not the address that the mail server quotes', async () => {
  await using server = await openMailServer({
    onRcptTo: ({ address }, _session, done) => done(refusal(550, `<${address}> unknown`)),
  });
  const lines: string[] = [];
  await register('gone@shop.example');
  respondWith(410);
  await delivering.append({});
  const mailer = startMails(server.url, pino({}, { write: (line) => void lines.push(line) }));
  await poll(outbox).toMatchObject([{ last_error: expect.stringContaining('gone@shop.example') }]);
  await mailer.close();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'mail.attempted', outcome: 'refused', command: 'RCPT TO', responseCode: 550 },
  ]);
  expect(lines.join()).not.toContain('gone@');
});

test('the log says why the mail server could not be reached', async () => {
  const { url, close } = await openMailServer();
  await close();
  const lines: string[] = [];
  await register();
  respondWith(410);
  await delivering.append({});
  const mailer = startMails(url, pino({}, { write: (line) => void lines.push(line) }));
  await poll(() => lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      outcome: 'retry',
      command: 'CONN',
      responseCode: null,
      reason: expect.stringContaining('ECONNREFUSED'),
    },
  ]);
  await mailer.close();
});
