import Type from 'typebox';
import { portalRoles } from '../portal-roles.ts';
import { exampleTime } from '../schema/example-ids.ts';
import { dateTime, oneOf, text } from '../schema/fields.ts';

export const SignInLinkRequest = Type.Object(
  {
    name: Type.Optional(
      text(1, 100, {
        description:
          'The name of the person. The server logs it with every change that this person makes in the portal.',
      }),
    ),
    role: Type.Optional(
      oneOf(portalRoles, { description: 'What the person may do. `OPERATOR` if it is absent.' }),
    ),
  },
  { examples: [{ name: 'Maria Santos', role: 'VIEWER' }] },
);
export type SignInLinkRequest = Type.Static<typeof SignInLinkRequest>;

export const SignInLink = Type.Object(
  {
    url: Type.String({ minLength: 1, description: 'The link signs in the first person who opens it.' }),
    expiresAt: Type.String({ ...dateTime, description: 'The link works once, and only until this time.' }),
  },
  {
    description: 'A link that signs one person in to the portal.',
    examples: [
      {
        url: 'https://winkwire.example.com/portal/sign-in#Jm0V3c2bq5uQhT8wZr1yXn4kLs7dPf9A',
        expiresAt: exampleTime,
      },
    ],
  },
);
export type SignInLink = Type.Static<typeof SignInLink>;
