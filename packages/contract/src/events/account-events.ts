import Type from 'typebox';
import { accountErrorCodes } from '../account-statuses.ts';
import { oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { event } from './event-definition.ts';
import { aboutAccount, aboutAccountExample } from './event-fields.ts';

const loginName = nullable(
  Type.String({
    description:
      'The name that the user logged in with. Only the last four digits of a social security number are shown.',
  }),
);

export const accountEvents = {
  ACCOUNT_CREATED: event({
    line: 'A user began to link an account. The event also occurs if the provider needs no login.',
    data: aboutAccount({}),
    example: aboutAccountExample({}),
  }),
  ACCOUNT_CONNECTED: event({
    line: 'An account was linked.',
    data: aboutAccount({ loginName }),
    example: aboutAccountExample({ loginName: 'George' }),
  }),
  ACCOUNT_DISCONNECTED: event({
    line: 'An account was revoked, by the user or by you, or its linking was stopped.',
    data: aboutAccount({}),
    example: aboutAccountExample({}),
  }),
  ACCOUNT_FAILED: event({
    line: 'An account could not be linked, or its connection broke.',
    data: aboutAccount({
      loginName,
      errorCode: oneOf(accountErrorCodes),
      errorMessage: nullable(Type.String()),
    }),
    example: aboutAccountExample({
      loginName: 'George',
      errorCode: 'INVALID_CREDENTIALS' as const,
      errorMessage: 'The provider did not accept this login.',
    }),
  }),
};
