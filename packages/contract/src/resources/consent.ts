import Type from 'typebox';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

export const Consent = Type.Object(
  {
    id: id('consent'),
    userId,
    type: Type.String({ description: 'The kind of consent, as its template names it.' }),
    version: Type.String({ description: 'The version of the text.' }),
    consentedAt: dateTime,
    consentedWith: Type.String({ description: 'The company whose name the page showed.' }),
    consentTemplateId: nullable(id('consentTemplate')),
  },
  {
    description: 'The text that a user agreed to. `consentTemplateId` is null for the built-in text.',
    examples: [
      {
        id: exampleId('consent'),
        userId: exampleUserId,
        type: 'DATA_SHARING',
        version: '1.0',
        consentedAt: exampleTime,
        consentedWith: 'Acme Lending',
        consentTemplateId: exampleId('consentTemplate'),
      },
    ],
  },
);
export type Consent = Type.Static<typeof Consent>;
