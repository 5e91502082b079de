import Type from 'typebox';
import { exampleTime } from '../schema/example-ids.ts';
import { dateTime } from '../schema/fields.ts';

export const SignInLink = Type.Object(
  {
    url: Type.String({ minLength: 1, description: 'Signs in the person who opens it first.' }),
    expiresAt: Type.String({ ...dateTime, description: 'The link works until then, and once.' }),
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
