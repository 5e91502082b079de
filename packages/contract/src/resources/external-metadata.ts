import Type from 'typebox';

/** What a customer may attach to a user: at most 5 pairs of ASCII text. */
export const ExternalMetadata = Type.Unsafe<Record<string, string>>({
  type: 'object',
  maxProperties: 5,
  propertyNames: { minLength: 1, maxLength: 50, pattern: '^[\\x00-\\x7F]*$' },
  additionalProperties: { type: 'string', maxLength: 500, pattern: '^[\\x00-\\x7F]*$' },
  description:
    'Your own notes: at most 5 pairs of ASCII text, keys of 1-50 and values of up to 500 characters.',
  examples: [{ customerNumber: '4711' }],
});
export type ExternalMetadata = Record<string, string>;
