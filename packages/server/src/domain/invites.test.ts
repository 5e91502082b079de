import { inviteStatuses } from '@winkwire/contract/invite-statuses';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInvite } from '../actions/create-invite.ts';
import { deleteInviteTemplate } from '../actions/delete-invite-template.ts';
import { openInviteWidget } from '../actions/open-invite-widget.ts';
import { recordInviteStep } from '../actions/record-invite-step.ts';
import { revokeInvite } from '../actions/revoke-invite.ts';
import { createWinkTemplate } from '../actions/save-wink-template.ts';
import { caller, eventsOf } from '../testing/archive-services.ts';
import { openInviteServices } from '../testing/invite-services.ts';
import { findInvite, inviteLogs, markInviteLinked } from './invites.ts';
import { verifyLinkToken } from './tokens.ts';

const person = { fullName: 'Ryan Lestari', firstName: 'Ryan', email: 'ryan1234@smileapi.io' };
const tokenOf = (url: string | null) => (url ?? '').split('/').at(-1) as string;

test('without an e-mail the person counts as invited immediately', async () => {
  await using opened = await openInviteServices(null);
  const invite = await createInvite(opened.services, caller, { ...person, templateId: opened.silent });
  expect(invite.invitedAt).toBe('2026-04-21T09:30:00Z');
  expect(invite.inviteLandingPageUrl).toMatch(/^https:\/\/winkwire\.test\/connect\/[\w-]{32}$/);
  expect((await eventsOf(opened.services, invite.userId)).map(({ type }) => type)).toEqual([
    'USER_CREATED',
    'INVITE_INVITED',
  ]);
});

test('an unknown template invites nobody and creates no user', async () => {
  await using opened = await openInviteServices(null);
  const users = () => opened.services.store.all('select id from users');
  const before = await users();
  await expect(
    createInvite(opened.services, caller, { ...person, templateId: `tpl-${'0'.repeat(32)}` }),
  ).rejects.toMatchObject({ code: 'MISSING_RESOURCE' });
  await expect(
    createInvite(
      opened.services,
      { ...caller, mode: 'PRODUCTION' },
      { ...person, templateId: opened.silent },
    ),
  ).rejects.toMatchObject({ code: 'MISSING_RESOURCE' });
  expect(await users()).toEqual(before);
});

test('a blank name greets nobody: a full name is needed, and the other names count as absent', async () => {
  await using opened = await openInviteServices(null);
  const { services, silent: templateId } = opened;
  for (const fullName of [' ', '\u200b '])
    await expect(createInvite(services, caller, { ...person, fullName, templateId })).rejects.toMatchObject({
      code: 'INVALID_PARAMETERS',
      field: 'fullName',
    });
  const invite = await createInvite(services, caller, {
    ...person,
    firstName: ' ',
    lastName: '\t',
    templateId,
  });
  expect(invite).toMatchObject({ fullName: 'Ryan Lestari', firstName: null, lastName: null });
});

test('an invite never returns to an earlier status and logs each step once, in any order of steps', async () => {
  await using opened = await openInviteServices(null);
  const { services } = opened;
  const step = fc.constantFrom(...inviteStatuses.slice(1));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const invite = await createInvite(services, caller, { ...person, templateId: opened.silent });
      for (const status of steps)
        await recordInviteStep(services, tokenOf(invite.inviteLandingPageUrl), status);
      const { items } = await inviteLogs.page(
        services.store,
        { ...caller, where: { invite_id: invite.id } },
        { size: 150 },
      );
      const places = items.map((log) => inviteStatuses.indexOf(log.inviteStatus));
      const row = await findInvite(services.store, caller, invite.id);
      expect(new Set(places).size).toBe(places.length);
      expect(Math.max(...places)).toBe(inviteStatuses.indexOf(row?.status ?? 'INVITED'));
      expect(Math.max(...places)).toBe(Math.max(0, ...steps.map((status) => inviteStatuses.indexOf(status))));
    }),
    { numRuns: 25 },
  );
});

test('linking an account makes the invite LINKED and appends its event, once', async () => {
  await using opened = await openInviteServices(null);
  const { services } = opened;
  const invite = await createInvite(services, caller, { ...person, templateId: opened.silent });
  opened.pass(60_000);
  for (let times = 0; times < 2; times += 1) {
    await services.store.transaction((transaction) =>
      markInviteLinked(transaction, { ...caller, userId: invite.userId, now: services.now() }),
    );
  }
  const row = await findInvite(services.store, caller, invite.id);
  expect(row).toMatchObject({ status: 'LINKED', linked_at: services.now() });
  const events = await eventsOf(services, invite.userId);
  expect(events.filter(({ type }) => type === 'INVITE_LINKED')).toEqual([
    { type: 'INVITE_LINKED', data: { userId: invite.userId, inviteId: invite.id } },
  ]);
});

test('the landing page opens the widget for the invited user until the invite is revoked', async () => {
  await using opened = await openInviteServices(null);
  const { services } = opened;
  const { id: winkTemplateId } = await createWinkTemplate(services, caller, {
    name: 'Loans',
    company: { name: 'Harbor', logoUrl: null },
  });
  const invite = await createInvite(services, caller, {
    ...person,
    templateId: opened.silent,
    winkTemplateId,
  });
  const landingToken = tokenOf(invite.inviteLandingPageUrl);
  const first = await openInviteWidget(services, landingToken);
  const second = await openInviteWidget(services, landingToken);
  expect(first.templateId).toBe(winkTemplateId);
  expect(second.userToken).not.toBe(first.userToken);
  expect(await verifyLinkToken(services, second.userToken)).toMatchObject({
    ...caller,
    userId: invite.userId,
  });
  expect((await findInvite(services.store, caller, invite.id))?.status).toBe('WINK_WIDGET_OPENED');

  await revokeInvite(services, caller, invite.id);
  await expect(openInviteWidget(services, landingToken)).rejects.toMatchObject({ code: 'MISSING_RESOURCE' });
});

test('an invite keeps its texts when its template is deleted', async () => {
  await using opened = await openInviteServices(null);
  const invite = await createInvite(opened.services, caller, { ...person, templateId: opened.silent });
  await deleteInviteTemplate(opened.services, caller, opened.silent);
  const row = await findInvite(opened.services.store, caller, invite.id);
  expect(JSON.parse(row?.content ?? '{}')).toMatchObject({ landingPage: { button: 'Link my account' } });
});
