import { Token } from '@winkwire/contract/resources';
import Type from 'typebox';
import { createToken } from '../actions/create-token.ts';
import { operation } from './operation.ts';

export const tokenOperations = [
  operation({
    method: 'POST',
    path: '/v1/tokens',
    id: 'createToken',
    summary: 'Create a link token',
    description:
      'The token is for one launch of the widget. Create another one when the page gets `onTokenExpired`.',
    tag: 'Tokens',
    access: 'key',
    query: Type.Object({
      userId: Type.String({ minLength: 1, maxLength: 200, description: 'The user who opens the widget.' }),
    }),
    data: Token,
    status: 201,
    run: ({ caller, query }, services) => createToken(services, caller, query.userId),
  }),
];
