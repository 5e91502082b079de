import { accountErrorCodes } from '@winkwire/contract/account-statuses';
import { Account } from '@winkwire/contract/resources/account';
import { oneOf, providerId, userId } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { breakAccount } from '../actions/break-account.ts';
import { expireUserTokens } from '../actions/expire-user-tokens.ts';
import { linkSandboxAccount, requireSandbox } from '../actions/link-sandbox-account.ts';
import { syncAccount } from '../actions/sync-account.ts';
import { sandboxIdentities } from '../connectors/sandbox/identities.ts';
import { accountResource } from '../domain/accounts.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Sandbox';
const errorCode = oneOf(accountErrorCodes);

export const sandboxOperations = [
  operation({
    method: 'POST',
    path: '/v1/sandbox/accounts',
    id: 'linkSandboxAccount',
    summary: 'Link an account without the widget',
    description: 'With `errorCode`, linking fails. Webhooks are sent as if the user had used the widget.',
    tag,
    access: 'key',
    body: Type.Object({
      userId,
      providerId,
      identity: Type.Optional(oneOf(sandboxIdentities.map(({ username }) => username))),
      errorCode: Type.Optional(errorCode),
    }),
    data: Account,
    status: 201,
    run: async ({ caller, body }, services) =>
      accountResource(await linkSandboxAccount(services, caller, body)),
  }),
  operation({
    method: 'POST',
    path: '/v1/sandbox/accounts/:id/sync',
    id: 'syncSandboxAccount',
    summary: 'Refresh an account, as continuous sync does',
    description:
      'Adds and changes data, appends the corresponding events, and then appends ACCOUNT_SYNC_TASK_FINISHED. If the connection is broken, the refresh fails, and no data changes.',
    tag,
    access: 'key',
    params: idParams,
    data: Account,
    async run({ caller, params }, services) {
      requireSandbox(caller);
      return accountResource(await syncAccount(services, caller, params.id));
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/sandbox/accounts/:id/errors',
    id: 'breakSandboxAccount',
    summary: 'Break the connection of an account',
    tag,
    access: 'key',
    params: idParams,
    body: Type.Object({ errorCode }),
    data: Account,
    run: async ({ caller, params, body }, services) =>
      accountResource(await breakAccount(services, caller, { ...body, accountId: params.id })),
  }),
  operation({
    method: 'POST',
    path: '/v1/sandbox/users/:id/expireTokens',
    id: 'expireSandboxTokens',
    summary: 'Expire the link tokens and the open widget sessions of a user',
    description:
      "At the user's next step, the widget calls `onTokenExpired`. With a new token, the session continues.",
    tag,
    access: 'key',
    params: idParams,
    data: Type.Null(),
    async run({ caller, params }, services) {
      await expireUserTokens(services, caller, params.id);
      return null;
    },
  }),
];
