import Type from 'typebox';
import { type ConsentDataType, consentDataTypes } from '../consent-data-types.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { count, dateTime, id, oneOf, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

export const Consent = Type.Object(
  {
    id: id('consent'),
    userId,
    type: Type.String({
      description: 'The kind of consent, as the template names it. `DATA_SHARING` for the built-in text.',
    }),
    version: Type.String({ description: 'The version of the text.' }),
    consentedAt: dateTime,
    consentedWith: Type.String({ description: 'The company that the consent page named.' }),
    consentTemplateId: nullable(id('consentTemplate')),
    wordingDigest: nullable(
      Type.String({
        description:
          'The SHA-256 digest of the consent text. It covers all languages of a template, or only English for the built-in text. Null if an older version of the server recorded the consent.',
      }),
    ),
    language: nullable(
      Type.String({ description: 'The language in which the user read the text. Null if it is not known.' }),
    ),
    dataTypes: Type.Array(oneOf(consentDataTypes), {
      description: 'The kinds of data that the consent page named.',
    }),
    dataKeptDays: nullable(
      count('The number of days for which the data is kept, as shown on the consent page.'),
    ),
  },
  {
    description:
      'The consent of a user to one version of a text, for one company. `consentTemplateId` is null for the built-in text.',
    examples: [
      {
        id: exampleId('consent'),
        userId: exampleUserId,
        type: 'DATA_SHARING',
        version: '1.0',
        consentedAt: exampleTime,
        consentedWith: 'Acme Lending',
        consentTemplateId: exampleId('consentTemplate'),
        wordingDigest: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
        language: 'en',
        dataTypes: ['IDENTITY', 'EMPLOYMENT', 'INCOME'] satisfies ConsentDataType[],
        dataKeptDays: 60,
      },
    ],
  },
);
export type Consent = Type.Static<typeof Consent>;
