import { ApiKey, ApiKeys, apiKeyName, NewApiKey } from '@winkwire/contract/resources/api-key';
import { integer, text } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { createApiKey } from '../actions/create-api-key.ts';
import { expireApiKey } from '../actions/expire-api-key.ts';
import { findApiKeys } from '../domain/api-keys.ts';
import { requesterOf } from './gate.ts';
import { operation } from './operation.ts';

const tag = 'API keys';

export const keyOperations = [
  operation({
    method: 'GET',
    path: '/v1/keys',
    id: 'listApiKeys',
    summary: 'List the API keys of the mode that you use',
    tag,
    access: 'key',
    data: ApiKeys,
    run: async ({ caller }, { store }) => ({ items: await findApiKeys(store, caller) }),
  }),
  operation({
    method: 'POST',
    path: '/v1/keys',
    id: 'createApiKey',
    summary: 'Create an API key',
    description:
      'The key works at once, and existing keys still work. Only this response contains the secret of the new key. A mode has up to 20 keys. The server logs who created the key.',
    tag,
    access: 'key',
    body: Type.Object({ name: Type.Optional(apiKeyName) }),
    data: NewApiKey,
    status: 201,
    run: ({ caller, body, raw }, services) =>
      createApiKey(services, caller, {
        name: body.name ?? null,
        requester: requesterOf(raw),
      }),
  }),
  operation({
    method: 'POST',
    path: '/v1/keys/:key/expire',
    id: 'expireApiKey',
    summary: 'Let an API key expire',
    description:
      'The key works until `expiresAt`. If it expires at once, servers may still accept it for five seconds. A mode always keeps a key without an expiry, so create another key first. A key from the server’s settings cannot be expired here: replace it in the settings.',
    tag,
    access: 'key',
    params: Type.Object({ key: text(1, 200, { description: 'The key, without its secret.' }) }),
    body: Type.Object({
      inSeconds: integer(0, 7 * 86_400, {
        description: 'For how many seconds the key still works. With 0, it expires at once.',
      }),
    }),
    data: ApiKey,
    run: ({ caller, params, body, raw }, services) =>
      expireApiKey(services, caller, {
        key: params.key,
        inSeconds: body.inSeconds,
        requester: requesterOf(raw),
      }),
  }),
];
