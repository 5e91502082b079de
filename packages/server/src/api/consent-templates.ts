import { ConsentTemplate, ConsentTemplateCreateRequest } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { createConsentTemplate } from '../actions/create-consent-template.ts';
import { deleteConsentTemplate } from '../actions/delete-consent-template.ts';
import { consentTemplateListing } from '../domain/consent-templates.ts';
import { idParams, nothing } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Consent templates';

export const consentTemplateOperations = [
  operation({
    method: 'GET',
    path: '/v1/consentTemplates',
    id: 'listConsentTemplates',
    summary: 'List consent templates',
    tag,
    access: 'key',
    query: consentTemplateListing.query,
    data: page(ConsentTemplate),
    run: ({ caller, query }, { store }) => consentTemplateListing.page(store, caller, query),
  }),
  operation({
    method: 'POST',
    path: '/v1/consentTemplates',
    id: 'createConsentTemplate',
    summary: 'Create a consent template',
    description:
      'A template contains the text of the widget’s consent page. The widget shows the newest template, unless the wink template of the launch names another one.',
    tag,
    access: 'key',
    body: ConsentTemplateCreateRequest,
    // Enough for the longest text and its 20 translations if a character takes one byte. In many scripts it takes two
    // or three bytes, so less text fits.
    bodyLimit: 1536 * 1024,
    data: ConsentTemplate,
    status: 201,
    run: ({ caller, body }, services) => createConsentTemplate(services, caller, body),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/consentTemplates/:id',
    id: 'deleteConsentTemplate',
    summary: 'Delete a consent template',
    description:
      'Existing consents keep the id and version of the template. If a wink template names the consent template, nothing is deleted, and the error says which wink template it is.',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    async run({ caller, params }, services) {
      await deleteConsentTemplate(services, caller, params.id);
      return null;
    },
  }),
];
