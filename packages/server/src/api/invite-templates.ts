import {
  InviteTemplate,
  InviteTemplateCreateRequest,
  InviteTemplateUpdateRequest,
} from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { createInviteTemplate } from '../actions/create-invite-template.ts';
import { deleteInviteTemplate } from '../actions/delete-invite-template.ts';
import { updateInviteTemplate } from '../actions/update-invite-template.ts';
import { inviteTemplateResource, inviteTemplates, inviteTemplateTable } from '../domain/invite-templates.ts';
import { Failure } from '../platform/failure.ts';
import { idParams, nothing } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Invite templates';

export const inviteTemplateOperations = [
  operation({
    method: 'GET',
    path: '/v1/inviteTemplates',
    id: 'listInviteTemplates',
    summary: 'List invite templates',
    tag,
    access: 'key',
    query: inviteTemplates.query,
    data: page(InviteTemplate),
    run: ({ caller, query }, { store }) => inviteTemplates.page(store, caller, query),
  }),
  operation({
    method: 'POST',
    path: '/v1/inviteTemplates',
    id: 'createInviteTemplate',
    summary: 'Create an invite template',
    description:
      'Texts may contain the placeholders `${firstName}`, `${lastName}`, `${fullName}`, `${email}` and `${companyName}`.',
    tag,
    access: 'key',
    body: InviteTemplateCreateRequest,
    data: InviteTemplate,
    status: 201,
    run: ({ caller, body }, services) => createInviteTemplate(services, caller, body),
  }),
  operation({
    method: 'GET',
    path: '/v1/inviteTemplates/:id',
    id: 'getInviteTemplate',
    summary: 'Get an invite template',
    tag,
    access: 'key',
    params: idParams,
    data: InviteTemplate,
    run: async ({ caller, params: { id } }, { store }) => {
      const row = await inviteTemplateTable.find(store, caller, id);
      if (!row) throw new Failure('MISSING_RESOURCE');
      return inviteTemplateResource(row);
    },
  }),
  operation({
    method: 'PUT',
    path: '/v1/inviteTemplates/:id',
    id: 'updateInviteTemplate',
    summary: 'Replace an invite template',
    description: 'Existing invites keep the texts they were created with.',
    tag,
    access: 'key',
    params: idParams,
    body: InviteTemplateUpdateRequest,
    data: InviteTemplate,
    run: ({ caller, params: { id }, body }, services) =>
      updateInviteTemplate(services, caller, { id, request: body }),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/inviteTemplates/:id',
    id: 'deleteInviteTemplate',
    summary: 'Delete an invite template',
    description: 'Existing invites are not affected.',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    run: async ({ caller, params: { id } }, services) => {
      await deleteInviteTemplate(services, caller, id);
      return null;
    },
  }),
];
