import Type from 'typebox';
import { exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, integer, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const fraction = Type.Number({ minimum: 0, maximum: 1 });
const value = Type.Union([Type.String(), Type.Number()]);

export const FieldCorrection = Type.Object(
  {
    from: Type.Union([Type.String(), Type.Number(), Type.Null()], {
      description: 'The value that was read. Null if no value was read.',
    }),
    by: Type.String({ description: 'Who corrected the value: a person in the portal, or an API key.' }),
    at: dateTime,
  },
  {
    description: 'A correction: the value that was read, who corrected it, and when.',
    examples: [{ from: 29700.25, by: 'Maria Santos', at: exampleTime }],
  },
);
export type FieldCorrection = Type.Static<typeof FieldCorrection>;

export const ArchiveField = Type.Object(
  {
    name: text(1, 50, {
      description: 'The name of the field. It is the same as in `analysis`, if `analysis` has the field.',
    }),
    value,
    confidence: nullable(
      Type.Number({
        minimum: 0,
        maximum: 1,
        description:
          'How certain the reading of the value is, from 0 to 1. Only a value that a PDF contains as text can have 1.',
      }),
    ),
    fileId: nullable(id('rawFile', { description: 'The file that contains the value.' })),
    page: nullable(integer(1, 500, { description: 'The page of the file, from 1.' })),
    box: nullable(
      Type.Array(fraction, {
        minItems: 4,
        maxItems: 4,
        description:
          'Left, top, width and height of the value, as fractions of the page. The page is measured as a viewer displays it, with the rotation that the file specifies.',
      }),
    ),
    correction: nullable(FieldCorrection),
  },
  {
    description:
      'A value of an archive, and its place. If the place is not known, `confidence`, `fileId`, `page` and `box` are all null.',
    examples: [
      {
        name: 'netAmount',
        value: 29100.25,
        confidence: 0.99,
        fileId: 'f-0123456789abcdef0123456789abcdef',
        page: 1,
        box: [0.74, 0.49, 0.16, 0.014],
        correction: null,
      },
    ],
  },
);
export type ArchiveField = Type.Static<typeof ArchiveField>;

export const FieldCorrectionRequest = Type.Object(
  {
    value: Type.Union([text(1, 200), Type.Number({ minimum: -1e12, maximum: 1e12 })], {
      description:
        'A number for an amount, a meter reading or a usage; `YYYY-MM-DD` for a date; text for any other field.',
    }),
  },
  { examples: [{ value: 29100.25 }] },
);
export type FieldCorrectionRequest = Type.Static<typeof FieldCorrectionRequest>;
