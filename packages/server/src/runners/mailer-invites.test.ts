import { expect, test, vi } from 'vitest';
import { createInvite } from '../actions/create-invite.ts';
import { createInviteTemplate } from '../actions/create-invite-template.ts';
import { revokeInvite } from '../actions/revoke-invite.ts';
import { findInvite, inviteLogs } from '../domain/invites.ts';
import { inviteMailKind } from '../mail/invite-mail-kind.ts';
import type { Services } from '../platform/services.ts';
import { caller, eventsOf } from '../testing/archive-services.ts';
import { openInviteServices, template } from '../testing/invite-services.ts';
import { openMailServer, refusal } from '../testing/mail-server.ts';
import { startMailer } from './mailer.ts';

const person = { fullName: 'Christina Tan', email: 'christina4321@smileapi.io' };

const statesOf = async (services: Services, inviteId: string) =>
  (await inviteLogs.page(services.store, { ...caller, where: { invite_id: inviteId } }, {})).items.map(
    (log) => log.inviteStatus,
  );

const outbox = (services: Services) =>
  services.store.all<{ attempts: number; last_error: string | null; refused_at: number | null }>(
    'select attempts, last_error, refused_at from invite_mails',
  );

const start = (services: Services) => startMailer(services, [inviteMailKind]);

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

test('an invitation counts as sent, and has its event, when the mail server has accepted the mail', async () => {
  await using server = await openMailServer();
  await using opened = await openInviteServices(server.url);
  const { services } = opened;
  const invite = await createInvite(services, caller, { ...person, templateId: opened.templateWithMail });
  expect(invite).toMatchObject({ status: 'INVITED', invitedAt: null, linkedAt: null });
  expect(await statesOf(services, invite.id)).toEqual([]);

  const mailer = start(services);
  await until(async () => expect(await statesOf(services, invite.id)).toEqual(['INVITED']));
  await mailer.close();

  expect(await eventsOf(services, invite.userId)).toEqual([
    { type: 'USER_CREATED', data: expect.objectContaining({ userId: invite.userId }) },
    { type: 'INVITE_INVITED', data: { userId: invite.userId, inviteId: invite.id } },
  ]);
  expect((await findInvite(services.store, caller, invite.id))?.invited_at).toBe(services.now());
  expect(await outbox(services)).toEqual([]);
});

test('the mail has the texts of the template, a link, a pixel, and a plain-text form', async () => {
  await using server = await openMailServer();
  await using opened = await openInviteServices(server.url);
  const mailer = start(opened.services);
  const invite = await createInvite(opened.services, caller, {
    ...person,
    templateId: opened.templateWithMail,
  });
  await until(async () => expect(server.mails).toHaveLength(1));
  await mailer.close();

  const [mail] = server.mails;
  expect(mail).toMatchObject({
    subject: 'Christina Tan, one step is left',
    messageId: `<${invite.id}@winkwire.example>`,
  });
  expect(mail?.from).toEqual({ name: 'Harbor & Sons loans', address: 'invitations@winkwire.example' });
  expect(mail?.replyTo).toEqual([{ name: '', address: 'loans@harbor.example' }]);
  expect(mail?.text).toContain(`Link my account:\n${invite.inviteLandingPageUrl}`);
  expect(mail?.html).toContain('please link your work account at Harbor &amp; Sons.');
  expect(mail?.html).toContain(`href="${invite.inviteLandingPageUrl}"`);
  expect(mail?.html).toContain(`src="${invite.inviteLandingPageUrl}/opened.gif"`);
});

test('the mail of a template is in the language of the template, including the texts that Winkwire adds', async () => {
  await using server = await openMailServer();
  await using opened = await openInviteServices(server.url);
  const { services } = opened;
  const arabic = await createInviteTemplate(services, caller, { ...template, language: 'ar' });
  await createInvite(services, caller, { ...person, templateId: arabic.id });
  const mailer = start(services);
  await until(async () => expect(server.mails).toHaveLength(1));
  await mailer.close();
  const [mail] = server.mails;
  expect(mail?.html).toContain('<html lang="ar" dir="rtl">');
  expect(mail?.html).toContain('إذا لم يعمل الزر');
  expect(mail?.html).not.toMatch(/If the button|please do not forward/);
});

test('an outage of the mail server delays the invitation and loses nothing', async () => {
  const { port, close } = await openMailServer();
  await close();
  await using opened = await openInviteServices(`smtp://127.0.0.1:${port}`);
  const { services } = opened;
  const invite = await createInvite(services, caller, { ...person, templateId: opened.templateWithMail });
  const first = start(services);
  await until(async () =>
    expect(await outbox(services)).toMatchObject([{ attempts: 1, last_error: expect.any(String) }]),
  );
  await first.close();
  expect(await statesOf(services, invite.id)).toEqual([]);

  await using server = await openMailServer();
  opened.pass(60_000);
  const second = start({ ...services, config: { ...services.config, smtpUrl: server.url } });
  await until(async () => expect(await statesOf(services, invite.id)).toEqual(['INVITED']));
  await second.close();
  expect(server.mails).toHaveLength(1);
});

test('a mail is retried after a temporary refusal, and not after a permanent one', async () => {
  let reply = refusal(450, 'come back later');
  await using server = await openMailServer({ onRcptTo: (_address, _session, done) => done(reply) });
  await using opened = await openInviteServices(server.url);
  const { services } = opened;
  const invite = await createInvite(services, caller, { ...person, templateId: opened.templateWithMail });
  const mailer = start(services);
  await until(async () =>
    expect(await outbox(services)).toMatchObject([
      { attempts: 1, refused_at: null, last_error: expect.any(String) },
    ]),
  );
  reply = refusal(550, 'no such person');
  opened.pass(60_000);
  await until(async () =>
    expect(await outbox(services)).toMatchObject([
      { attempts: 2, refused_at: services.now(), last_error: expect.stringContaining('no such person') },
    ]),
  );
  opened.pass(24 * 60 * 60_000);
  await mailer.close();
  expect(await statesOf(services, invite.id)).toEqual([]);
  expect((await eventsOf(services, invite.userId)).map(({ type }) => type)).toEqual(['USER_CREATED']);
});

test('two processes send each mail only once', async () => {
  await using server = await openMailServer();
  await using opened = await openInviteServices(server.url);
  const { services } = opened;
  const invites = await Promise.all(
    Array.from({ length: 30 }, () =>
      createInvite(services, caller, { ...person, templateId: opened.templateWithMail }),
    ),
  );
  const mailers = [start(services), start(services)];
  await until(async () => expect(await outbox(services)).toEqual([]));
  await Promise.all(mailers.map((mailer) => mailer.close()));
  const ids = server.mails.map((mail) => mail.messageId);
  expect(ids.sort()).toEqual(invites.map(({ id }) => `<${id}@winkwire.example>`).sort());
});

test('without a mail server the invitation waits for one', async () => {
  await using opened = await openInviteServices(null);
  const invite = await createInvite(opened.services, caller, {
    ...person,
    templateId: opened.templateWithMail,
  });
  const mailer = start(opened.services);
  await mailer.close();
  expect(await outbox(opened.services)).toMatchObject([{ attempts: 0, refused_at: null }]);
  expect(invite.invitedAt).toBeNull();
});

test('an invite that is revoked before its mail was sent is not sent', async () => {
  await using server = await openMailServer();
  await using opened = await openInviteServices(server.url);
  const invite = await createInvite(opened.services, caller, {
    ...person,
    templateId: opened.templateWithMail,
  });
  await revokeInvite(opened.services, caller, invite.id);
  expect(await outbox(opened.services)).toEqual([]);
  expect(await statesOf(opened.services, invite.id)).toEqual(['REVOKED']);
});
