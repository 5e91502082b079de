import Type from 'typebox';
import { inviteStatuses } from '../invite-statuses.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, oneOf, text, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const person = {
  fullName: 'Christina Tan',
  firstName: 'Christina',
  lastName: 'Tan',
  email: 'christina4321@smileapi.io',
  templateId: exampleId('inviteTemplate'),
};

export const Invite = Type.Object(
  {
    id: id('invite'),
    createdAt: dateTime,
    fullName: Type.String(),
    firstName: nullable(Type.String()),
    lastName: nullable(Type.String()),
    email: Type.String({ format: 'email' }),
    templateId: Type.String(),
    winkTemplateId: nullable(Type.String()),
    userId,
    status: oneOf(inviteStatuses),
    updatedAt: dateTime,
    invitedAt: nullable(dateTime),
    linkedAt: nullable(dateTime),
    inviteLandingPageUrl: nullable(
      Type.String({ description: 'The address of the landing page, to which the e-mail links.' }),
    ),
  },
  {
    description: 'An invitation to share data, for one person.',
    examples: [
      {
        id: exampleId('invite'),
        createdAt: exampleTime,
        ...person,
        winkTemplateId: null,
        userId: exampleUserId,
        status: 'INVITED',
        updatedAt: exampleTime,
        invitedAt: exampleTime,
        linkedAt: null,
        inviteLandingPageUrl: 'https://winkwire.example.com/connect/iv-1',
      },
    ],
  },
);
export type Invite = Type.Static<typeof Invite>;

export const InviteCreateRequest = Type.Object(
  {
    fullName: text(1, 200),
    firstName: Type.Optional(text(1, 64)),
    lastName: Type.Optional(text(1, 64)),
    email: text(1, 200, { format: 'email' }),
    templateId: text(1, 64),
    winkTemplateId: Type.Optional(text(1, 64)),
  },
  { examples: [person] },
);
export type InviteCreateRequest = Type.Static<typeof InviteCreateRequest>;
