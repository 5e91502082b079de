import Type from 'typebox';
import { record } from '../schema/record.ts';

const ascii = '^[\\x00-\\x7F]*$';

/** What a customer may attach to a user: at most 5 pairs of ASCII text. */
export const ExternalMetadata = record(
  { pattern: ascii, maxLength: 50, description: 'A key is 1 to 50 ASCII characters.' },
  Type.String({ maxLength: 500, pattern: ascii, description: 'ASCII characters.' }),
  {
    maxProperties: 5,
    description:
      'Your own notes: at most 5 pairs of ASCII text, keys of 1-50 and values of up to 500 characters.',
    examples: [{ customerNumber: '4711' }],
  },
);
export type ExternalMetadata = Type.Static<typeof ExternalMetadata>;
