import Type from 'typebox';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, integer, oneOf, text, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const completion = oneOf(['REDIRECT', 'BRIDGE'], {
  description:
    'What the page does at the end. `REDIRECT`: it leads to `returnUrl`. `BRIDGE`: it posts the result to the app that shows the page in a web view.',
});
const returnUrl = text(1, 2000, {
  description:
    'The URL to which the page leads at the end. Its origin has to be registered with `PUT /v1/origins`. The origin of an app is, for example, `lender-app://back`.',
});
const state = text(1, 500, {
  description:
    'Text of your own. The result contains it unchanged, so that you recognise the user who returns.',
});

export const HostedLink = Type.Object(
  {
    id: id('hostedLink'),
    createdAt: dateTime,
    expiresAt: dateTime,
    openedAt: nullable({ ...dateTime, description: 'When the page first opened the widget.' }),
    userId,
    templateId: nullable(id('winkTemplate')),
    returnUrl: nullable(returnUrl),
    state: nullable(state),
    completion,
    status: oneOf(['OPEN', 'COMPLETED', 'EXPIRED', 'REVOKED'], {
      description:
        '`COMPLETED`: since the link was created, the user has linked an account that is still connected, or has uploaded documents that are not revoked.',
    }),
    accountId: nullable(id('account', { description: 'The account that was linked.' })),
    archiveId: nullable(id('archive', { description: 'The archive that was uploaded.' })),
    url: nullable(
      Type.String({
        description: 'The address of the page. Only the response that creates the link contains it.',
      }),
    ),
  },
  {
    description: 'A link to a Winkwire page that opens the widget for one user.',
    examples: [
      {
        id: exampleId('hostedLink'),
        createdAt: exampleTime,
        expiresAt: '2026-04-22T09:30:00Z',
        openedAt: null,
        userId: exampleUserId,
        templateId: null,
        returnUrl: 'https://shop.example/linked',
        state: 'application-4711',
        completion: 'REDIRECT',
        status: 'OPEN',
        accountId: null,
        archiveId: null,
        url: 'https://winkwire.example.com/connect/links/NTRlNmI4ZDRhNGM2NDFlNDk4ZjE2YjA3',
      },
    ],
  },
);
export type HostedLink = Type.Static<typeof HostedLink>;

export const HostedLinkCreateRequest = Type.Object(
  {
    userId: text(1, 200, { description: 'The user who will open the page.' }),
    templateId: Type.Optional(id('winkTemplate')),
    returnUrl: Type.Optional(returnUrl),
    state: Type.Optional(state),
    completion: Type.Optional(completion),
    expiresInSeconds: Type.Optional(integer(60, 30 * 24 * 3600, { description: 'One day if absent.' })),
  },
  {
    examples: [
      { userId: exampleUserId, returnUrl: 'https://shop.example/linked', state: 'application-4711' },
    ],
  },
);
export type HostedLinkCreateRequest = Type.Static<typeof HostedLinkCreateRequest>;
