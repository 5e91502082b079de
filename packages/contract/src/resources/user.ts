import Type from 'typebox';
import { exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, providers, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { ExternalMetadata } from './external-metadata.ts';
import { Token, tokenExample } from './token.ts';
import { UserSession, userSessionExample } from './user-session.ts';

export const userExample = {
  id: exampleUserId,
  externalMetadata: { customerNumber: '4711' },
  createdAt: exampleTime,
  providers: ['quickride'],
  session: userSessionExample,
};

export const User = Type.Object(
  {
    id: userId,
    externalMetadata: ExternalMetadata,
    createdAt: dateTime,
    providers,
    session: nullable(UserSession),
  },
  { description: 'A person who may link work accounts.', examples: [userExample] },
);
export type User = Type.Static<typeof User>;

export const UserCreateRequest = Type.Object(
  { externalMetadata: Type.Optional(ExternalMetadata) },
  { examples: [{ externalMetadata: { customerNumber: '4711' } }] },
);
export type UserCreateRequest = Type.Static<typeof UserCreateRequest>;

export const UserCreated = Type.Object(
  { user: User, token: Token },
  {
    description: 'A new user and a first link token.',
    examples: [{ user: userExample, token: tokenExample }],
  },
);
export type UserCreated = Type.Static<typeof UserCreated>;
