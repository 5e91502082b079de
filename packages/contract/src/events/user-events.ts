import Type from 'typebox';
import { UserSession, userSessionExample } from '../resources/user-session.ts';
import { exampleUserId } from '../schema/example-ids.ts';
import { userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { event } from './event-definition.ts';

export const userEvents = {
  USER_CREATED: event({
    line: 'A user was created.',
    data: { userId, session: Type.Optional(nullable(UserSession)) },
    example: { userId: exampleUserId, session: userSessionExample },
  }),
};
