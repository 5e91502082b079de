import Type from 'typebox';
import { id, text } from '../schema/fields.ts';

const fraction = Type.Number({ minimum: 0, maximum: 1 });

export const ArchiveField = Type.Object(
  {
    name: text(1, 50, { description: 'The name of the field, as in `analysis` where that has it.' }),
    value: Type.Union([Type.String(), Type.Number()]),
    confidence: Type.Number({
      minimum: 0,
      maximum: 1,
      description: 'How surely the value was read. Text that a PDF contains as text has 1.',
    }),
    fileId: id('rawFile', { description: 'The file in which the value stands.' }),
    page: Type.Integer({ minimum: 1, maximum: 500, description: 'The page of the file, from 1.' }),
    box: Type.Array(fraction, {
      minItems: 4,
      maxItems: 4,
      description:
        'Where the value stands on the page as a viewer shows it, as fractions of the page: left, top, width, height.',
    }),
  },
  {
    description: 'A value that was read, and where it stands.',
    examples: [
      {
        name: 'netAmount',
        value: 29100.25,
        confidence: 0.99,
        fileId: 'f-0123456789abcdef0123456789abcdef',
        page: 1,
        box: [0.74, 0.49, 0.16, 0.014],
      },
    ],
  },
);
export type ArchiveField = Type.Static<typeof ArchiveField>;
