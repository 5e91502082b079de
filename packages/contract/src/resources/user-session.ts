import Type from 'typebox';
import { exampleUserId } from '../schema/example-ids.ts';
import { oneOf, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

export const sessionChannels = ['WinkSite', 'Default'] as const;
export const userSessionStatuses = ['IN_PROGRESS', 'COMPLETED', 'REVOKED'] as const;

export const userSessionExample = {
  userId: exampleUserId,
  channel: 'Default' as const,
  channelId: null,
  status: 'IN_PROGRESS' as const,
};

export const UserSession = Type.Object(
  {
    userId,
    channel: nullable(
      oneOf(sessionChannels, {
        description:
          '`WinkSite`: an invitation created the user. `Default`: the user was created in another way.',
      }),
    ),
    channelId: nullable(
      Type.String({ description: 'The id of the invitation. Null for a user who was not invited.' }),
    ),
    status: oneOf(userSessionStatuses),
  },
  { description: 'The progress of a user in sharing data.', examples: [userSessionExample] },
);
export type UserSession = Type.Static<typeof UserSession>;
