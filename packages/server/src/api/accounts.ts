import { Account, AccountPayload } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import Type from 'typebox';
import { disableMonitor } from '../actions/disable-monitor.ts';
import { revokeAccount } from '../actions/revoke-account.ts';
import { accountListing, accountResource, requireAccount } from '../domain/accounts.ts';
import { wholePayload } from '../domain/datapoint-payload.ts';
import { idParams, nothing, resourceId } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Accounts';

export const accountOperations = [
  operation({
    method: 'GET',
    path: '/v1/accounts',
    id: 'listAccounts',
    summary: 'List accounts',
    tag,
    access: 'key',
    query: accountListing.query,
    data: page(Account),
    run: ({ caller, query }, { store }) => accountListing.page(store, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:id',
    id: 'getAccount',
    summary: 'Get an account',
    tag,
    access: 'key',
    params: idParams,
    data: Account,
    run: async ({ caller, params }, { store }) =>
      accountResource(await requireAccount(store, caller, params.id)),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/accounts/:id',
    id: 'revokeAccount',
    summary: 'Revoke an account',
    description: 'Permanently deletes the data of the account. Revoking an account again changes nothing.',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    async run({ caller, params }, services) {
      await revokeAccount(services, caller, params.id);
      return null;
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/accounts/:id/payload',
    id: 'getAccountPayload',
    summary: 'Get all data of an account',
    tag,
    access: 'key',
    params: idParams,
    data: AccountPayload,
    async run({ caller, params }, { store }) {
      const account = await requireAccount(store, caller, params.id);
      const { id: sourceId, user_id: userId, provider_id: providerId } = account;
      return {
        metadata: { sourceId, sourceType: 'ACCOUNT' as const, userId, providerId },
        ...(await wholePayload(store, caller, sourceId)),
      };
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/accounts/:accountId/disableMonitor',
    id: 'disableAccountMonitor',
    summary: 'Stop keeping an account up to date',
    tag,
    access: 'key',
    params: Type.Object({ accountId: resourceId }),
    data: nothing,
    async run({ caller, params }, services) {
      await disableMonitor(services, caller, params.accountId);
      return null;
    },
  }),
];
