import { HostedLink, HostedLinkCreateRequest } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { createHostedLink } from '../actions/create-hosted-link.ts';
import {
  hostedLinkListing,
  hostedLinkResource,
  listHostedLinks,
  requireHostedLink,
  revokeHostedLink,
} from '../domain/hosted-links.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Hosted links';

export const hostedLinkOperations = [
  operation({
    method: 'POST',
    path: '/v1/hostedLinks',
    id: 'createHostedLink',
    summary: 'Create a link to the hosted page',
    description:
      'For teams without a page of their own: send the user to `url`, or load it in a web view. The page opens the widget. At the end, the page leads to `returnUrl`, or informs your app. In both cases, it passes on the outcome and your `state`.',
    tag,
    access: 'key',
    body: HostedLinkCreateRequest,
    data: HostedLink,
    status: 201,
    run: ({ caller, body }, services) => createHostedLink(services, caller, body),
  }),
  operation({
    method: 'GET',
    path: '/v1/hostedLinks',
    id: 'listHostedLinks',
    summary: 'List hosted links',
    description:
      'Newest first. The list does not contain `url`. Only the response to the creation of a link contains it.',
    tag,
    access: 'key',
    query: hostedLinkListing.query,
    data: page(HostedLink),
    run: ({ caller, query }, services) => listHostedLinks(services, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/hostedLinks/:id',
    id: 'getHostedLink',
    summary: 'Get a hosted link',
    description:
      'The status of the link proves the outcome. The parameters that are added to `returnUrl` prove nothing, because the user can change them.',
    tag,
    access: 'key',
    params: idParams,
    data: HostedLink,
    run: async ({ caller, params }, { store, now }) =>
      hostedLinkResource(store, await requireHostedLink(store, caller, params.id), { now: now() }),
  }),
  operation({
    method: 'POST',
    path: '/v1/hostedLinks/:id/revoke',
    id: 'revokeHostedLink',
    summary: 'Revoke a hosted link',
    description: 'The page of the link no longer opens the widget. An account that was linked stays linked.',
    tag,
    access: 'key',
    params: idParams,
    data: HostedLink,
    run: async ({ caller, params }, { store, now }) => {
      await store.transaction(async (transaction) => {
        const { id } = await requireHostedLink(transaction, caller, params.id);
        await revokeHostedLink(transaction, id, now());
      });
      return hostedLinkResource(store, await requireHostedLink(store, caller, params.id), { now: now() });
    },
  }),
];
