import Type from 'typebox';
import { modes } from '../modes.ts';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, oneOf } from '../schema/fields.ts';

export const tokenExample = {
  id: exampleId('token'),
  expiresAt: exampleTime,
  mode: 'SANDBOX' as const,
  accessToken: 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhY21lIn0.c2lnbmF0dXJl',
};

export const Token = Type.Object(
  {
    id: id('token'),
    expiresAt: dateTime,
    mode: oneOf(modes),
    accessToken: Type.String({
      minLength: 1,
      description: 'The `userToken` of the Wink Widget. It is short-lived and valid for one launch.',
    }),
  },
  { description: 'Lets one user open the Wink Widget once.', examples: [tokenExample] },
);
export type Token = Type.Static<typeof Token>;
