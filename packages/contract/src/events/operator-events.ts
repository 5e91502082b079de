import Type from 'typebox';
import { text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { propertyName, record } from '../schema/record.ts';
import { event } from './event-definition.ts';

/* Only the operator's own services publish these events. */

const verificationId = text(1, 100);
const recordId = text(1, 100);
const words = nullable(Type.String());
/**
 * A telephone number, e-mail address or document number. Some publishers send numbers as text, others as JSON numbers.
 */
const textOrNumber = Type.Union([Type.String(), Type.Number()]);
const finding = Type.Optional(nullable(Type.Boolean()));

const contactMatch = Type.Optional(
  nullable(
    Type.Object({
      value: Type.Optional(nullable(textOrNumber)),
      matches: finding,
      disposable: finding,
      deliverable: finding,
      active: finding,
      provider: Type.Optional(words),
      freeProvider: finding,
    }),
  ),
);

const idMatch = Type.Object({
  idNumber: textOrNumber,
  idType: Type.String(),
  idSubtype: Type.Optional(words),
  matches: nullable(Type.Boolean()),
});

const verificationResult = Type.Object(
  {
    finalMatches: nullable(Type.Boolean()),
    names: Type.Object({
      firstNameMatches: finding,
      lastNameMatches: finding,
      middleNameMatches: finding,
      fullNameMatches: finding,
    }),
    additionalData: Type.Optional(
      nullable(
        Type.Object({
          ids: Type.Optional(nullable(Type.Array(idMatch))),
          dobMatches: finding,
          genderMatches: finding,
          addressMatches: finding,
          phoneMatches: contactMatch,
          emailMatches: contactMatch,
        }),
      ),
    ),
  },
  {
    description: 'Which data of the person matched. A field whose data was not compared is null or absent.',
  },
);

export const operatorEvents = {
  VERIFICATION_STARTED: event({
    line: 'A verification began.',
    data: { verificationId },
    example: { verificationId: 'ver-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b' },
  }),
  VERIFICATION_COMPLETED: event({
    line: 'A verification ended.',
    data: {
      verificationId,
      resultCode: text(1, 100),
      resultMessage: Type.Optional(words),
      result: nullable(verificationResult),
    },
    example: {
      verificationId: 'ver-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b',
      resultCode: 'SUCCESS',
      resultMessage: 'Every field that was given matches.',
      result: {
        finalMatches: true,
        names: { firstNameMatches: true, lastNameMatches: true, fullNameMatches: true },
        additionalData: {
          ids: [{ idNumber: '3300000008', idType: 'sss_ph', matches: true }],
          dobMatches: true,
          emailMatches: { value: 'gpalomero1234@smileapi.io', matches: true, disposable: false },
        },
      },
    },
  }),
  RECORD_CREATED: event({
    line: 'A record was requested.',
    data: { recordId, recordType: nullable(text(1, 100)) },
    example: { recordId: 'rec-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b', recordType: 'SOCIAL_SECURITY' },
  }),
  RECORD_COMPLETED: event({
    line: 'A record is complete, or could not be made.',
    data: {
      recordId,
      recordType: nullable(text(1, 100)),
      status: text(1, 100, { description: '`COMPLETED` or `ERROR`.' }),
      resultCode: Type.Optional(words),
      resultMessage: Type.Optional(words),
      payload: Type.Optional(
        nullable(
          record(propertyName, Type.Unknown(), { maxProperties: 1000, description: 'The record itself.' }),
        ),
      ),
    },
    example: {
      recordId: 'rec-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b',
      recordType: 'SOCIAL_SECURITY',
      status: 'COMPLETED',
      resultCode: 'NO_DATA',
      resultMessage: 'There is no record of this person.',
    },
  }),
};
