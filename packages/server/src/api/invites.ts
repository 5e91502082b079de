import { Invite, InviteCreateRequest, InviteLog } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import Type from 'typebox';
import { createInvite } from '../actions/create-invite.ts';
import { revokeInvite } from '../actions/revoke-invite.ts';
import { findInvite, inviteLogs, inviteResource, inviteRows } from '../domain/invites.ts';
import { Failure } from '../platform/failure.ts';
import { idParams, resourceId } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Invites';

export const inviteOperations = [
  operation({
    method: 'GET',
    path: '/v1/invites',
    id: 'listInvites',
    summary: 'List invites',
    tag,
    access: 'key',
    query: inviteRows.query,
    data: page(Invite),
    run: async ({ caller, query }, { store, publicUrl }) => {
      const { rows, nextCursor } = await inviteRows.rows(store, caller, query);
      return { nextCursor, items: rows.map((row) => inviteResource(row, publicUrl)) };
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/invites',
    id: 'createInvite',
    summary: 'Invite somebody to link an account',
    description:
      'Creates the user, and sends the e-mail in the background. When the mail server has accepted it, `invitedAt` is set and `INVITE_INVITED` is appended. If the template has `sendEmail: false`, no e-mail is sent, and you pass on `inviteLandingPageUrl` yourself. In this case, `invitedAt` is set and `INVITE_INVITED` is appended at once.',
    tag,
    access: 'key',
    body: InviteCreateRequest,
    data: Invite,
    status: 201,
    run: ({ caller, body }, services) => createInvite(services, caller, body),
  }),
  operation({
    method: 'GET',
    path: '/v1/invites/:id',
    id: 'getInvite',
    summary: 'Get an invite',
    tag,
    access: 'key',
    params: idParams,
    data: Invite,
    run: async ({ caller, params }, { store, publicUrl }) => {
      const row = await findInvite(store, caller, params.id);
      if (!row) throw new Failure('MISSING_RESOURCE');
      return inviteResource(row, publicUrl);
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/invites/:id/revoke',
    id: 'revokeInvite',
    summary: 'Revoke an invite',
    description: 'The invite link stops working. An e-mail that has not been sent yet will not be sent.',
    tag,
    access: 'key',
    params: idParams,
    data: Invite,
    run: ({ caller, params }, services) => revokeInvite(services, caller, params.id),
  }),
  operation({
    method: 'GET',
    path: '/v1/invites/:inviteId/logs',
    id: 'listInviteLogs',
    summary: 'List the steps of an invite',
    tag,
    access: 'key',
    params: Type.Object({ inviteId: resourceId }),
    query: inviteLogs.query,
    data: page(InviteLog),
    run: async ({ caller, params, query }, { store }) => {
      if (!(await findInvite(store, caller, params.inviteId))) throw new Failure('MISSING_RESOURCE');
      return inviteLogs.page(store, { ...caller, where: { invite_id: params.inviteId } }, query);
    },
  }),
];
