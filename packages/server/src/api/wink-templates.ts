import { WinkTemplate, WinkTemplateRequest } from '@winkwire/contract/resources/wink-template';
import { page } from '@winkwire/contract/schema/envelope';
import { createWinkTemplate, updateWinkTemplate } from '../actions/save-wink-template.ts';
import {
  missingWinkTemplate,
  requireWinkTemplate,
  winkTemplateListing,
  winkTemplateResource,
  winkTemplateTable,
} from '../domain/wink-templates.ts';
import { idParams, nothing } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Wink templates';

export const winkTemplateOperations = [
  operation({
    method: 'GET',
    path: '/v1/winkTemplates',
    id: 'listWinkTemplates',
    summary: 'List wink templates',
    tag,
    access: 'key',
    query: winkTemplateListing.query,
    data: page(WinkTemplate),
    run: ({ caller, query }, { store }) => winkTemplateListing.page(store, caller, query),
  }),
  operation({
    method: 'POST',
    path: '/v1/winkTemplates',
    id: 'createWinkTemplate',
    summary: 'Create a wink template',
    tag,
    access: 'key',
    body: WinkTemplateRequest,
    data: WinkTemplate,
    status: 201,
    run: async ({ caller, body }, services) =>
      winkTemplateResource(await createWinkTemplate(services, caller, body)),
  }),
  operation({
    method: 'GET',
    path: '/v1/winkTemplates/:id',
    id: 'getWinkTemplate',
    summary: 'Get a wink template',
    tag,
    access: 'key',
    params: idParams,
    data: WinkTemplate,
    run: async ({ caller, params }, { store }) =>
      winkTemplateResource(await requireWinkTemplate(store, caller, params.id)),
  }),
  operation({
    method: 'PUT',
    path: '/v1/winkTemplates/:id',
    id: 'updateWinkTemplate',
    summary: 'Replace a wink template',
    tag,
    access: 'key',
    params: idParams,
    body: WinkTemplateRequest,
    data: WinkTemplate,
    run: async ({ caller, params, body }, services) =>
      winkTemplateResource(await updateWinkTemplate(services, caller, { id: params.id, request: body })),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/winkTemplates/:id',
    id: 'deleteWinkTemplate',
    summary: 'Delete a wink template',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    run: ({ caller, params }, { store }) =>
      store.transaction(async (transaction) => {
        const removed = await winkTemplateTable.remove(transaction, caller, params.id);
        if (!removed) throw missingWinkTemplate(caller, params.id);
        return null;
      }),
  }),
];
