import Type from 'typebox';
import { record } from '../schema/record.ts';

const ascii = '^[\\x00-\\x7F]*$';

/** The data that a customer may attach to a user: at most 5 pairs of ASCII text. */
export const ExternalMetadata = record(
  { pattern: ascii, maxLength: 50, description: 'A key is 1 to 50 ASCII characters.' },
  Type.String({ maxLength: 500, pattern: ascii, description: 'ASCII characters.' }),
  {
    maxProperties: 5,
    description:
      'Your own notes: at most 5 pairs of ASCII text. A key has 1 to 50 characters, and a value at most 500.',
    examples: [{ customerNumber: '4711' }],
  },
);
export type ExternalMetadata = Type.Static<typeof ExternalMetadata>;
