import Type from 'typebox';
import { inviteStatuses } from '../invite-statuses.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, oneOf, userId } from '../schema/fields.ts';

export const InviteLog = Type.Object(
  {
    id: id('inviteLog'),
    inviteId: id('invite'),
    inviteStatus: oneOf(inviteStatuses),
    userId,
    createdAt: dateTime,
  },
  {
    description: 'One step of an invitation.',
    examples: [
      {
        id: exampleId('inviteLog'),
        inviteId: exampleId('invite'),
        inviteStatus: 'EMAIL_OPENED',
        userId: exampleUserId,
        createdAt: exampleTime,
      },
    ],
  },
);
export type InviteLog = Type.Static<typeof InviteLog>;
