import { User, UserCreated, UserCreateRequest, UserPayload } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { createUser } from '../actions/create-user.ts';
import { eraseUser } from '../actions/erase-user.ts';
import { resetUserSession } from '../actions/reset-user-session.ts';
import { userPayload } from '../domain/user-payload.ts';
import { getUser, listUsers, userListing } from '../domain/users.ts';
import { idParams, nothing } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Users';

export const userOperations = [
  operation({
    method: 'GET',
    path: '/v1/users',
    id: 'listUsers',
    summary: 'List users',
    tag,
    access: 'key',
    query: userListing.query,
    data: page(User),
    run: ({ caller, query }, { store }) => listUsers(store, caller, query),
  }),
  operation({
    method: 'POST',
    path: '/v1/users',
    id: 'createUser',
    summary: 'Create a user',
    description: "Answers a first link token too: its `accessToken` is the widget's `userToken`.",
    tag,
    access: 'key',
    body: UserCreateRequest,
    data: UserCreated,
    status: 201,
    run: ({ caller, body }, services) => createUser(services, caller, body),
  }),
  operation({
    method: 'GET',
    path: '/v1/users/:id',
    id: 'getUser',
    summary: 'Get a user',
    tag,
    access: 'key',
    params: idParams,
    data: User,
    run: ({ caller, params }, { store }) => getUser(store, caller, params.id),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/users/:id',
    id: 'eraseUser',
    summary: 'Erase a user',
    description:
      'Accounts and archives are revoked, which your webhooks are told, and everything held of the user is deleted. In the event log the bodies of the user’s events are shredded; ids, sequences and digests stay, so that hash chains stay verifiable. What was not delivered yet is not sent any more.',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    async run({ caller, params }, services) {
      await eraseUser(services, caller, params.id);
      return null;
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/users/:id/payload',
    id: 'getUserPayload',
    summary: 'Get everything a user shared',
    description: 'What was linked or uploaded since the session began or was last reset.',
    tag,
    access: 'key',
    params: idParams,
    data: UserPayload,
    run: ({ caller, params }, { store }) => userPayload(store, caller, params.id),
  }),
  operation({
    method: 'POST',
    path: '/v1/users/:id/resetSession',
    id: 'resetUserSession',
    summary: "Reset a user's session",
    description:
      'The session is in progress again and its payload empty. What was linked before stays available in its own resources.',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    async run({ caller, params }, services) {
      await resetUserSession(services, caller, params.id);
      return null;
    },
  }),
];
