import { User, UserCreated, UserCreateRequest, UserPayload } from '@winkwire/contract/resources';
import { page } from '@winkwire/contract/schema/envelope';
import { createUser } from '../actions/create-user.ts';
import { eraseUser } from '../actions/erase-user.ts';
import { resetUserSession } from '../actions/reset-user-session.ts';
import { withNewFileLinks } from '../domain/file-links.ts';
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
    description:
      "The response also has a first link token. Pass the token's `accessToken` to the widget as `userToken`.",
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
      'Revokes the accounts and archives of the user, appends the corresponding events, and deletes all data of the user. In the event log, the bodies of the user’s events are deleted, except those of `ACCOUNT_DISCONNECTED` and `ARCHIVE_REVOKED`, which contain only ids. Ids, sequence numbers and digests stay, so hash chains can still be verified. Pending and retrying deliveries that need a deleted body are given up.',
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
    summary: 'Get everything that a user has shared',
    description:
      'Contains the data of connected accounts and analysed archives. After a reset of the user’s `session`, only accounts and archives that were added since the reset are included.',
    tag,
    access: 'key',
    params: idParams,
    data: UserPayload,
    run: async ({ caller, params }, services) => {
      const payload = await userPayload(services.store, caller, params.id);
      return withNewFileLinks(services, { queries: services.store, caller }, payload);
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/users/:id/resetSession',
    id: 'resetUserSession',
    summary: "Reset a user's session",
    description:
      'The `session` of a user is the user’s progress in sharing data, not a session of the widget. A reset sets the status to `IN_PROGRESS` again and empties the payload. Earlier data is kept, and other operations still return it.',
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
