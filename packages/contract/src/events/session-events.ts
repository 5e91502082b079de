import { UserPayload, userPayloadExample } from '../resources/user-payload.ts';
import { UserSession, userSessionExample } from '../resources/user-session.ts';
import { event } from './event-definition.ts';

export const sessionEvents = {
  USER_SESSION_COMPLETED: event({
    line: "A user's session with the widget ended.",
    data: { session: UserSession, payload: UserPayload },
    example: {
      session: { ...userSessionExample, status: 'COMPLETED' },
      payload: userPayloadExample as UserPayload,
    },
  }),
  USER_SESSION_RESET: event({
    line: "You reset a user's session.",
    data: { session: UserSession },
    example: { session: userSessionExample },
  }),
};
