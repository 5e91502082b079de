import { text } from '../schema/fields.ts';
import { event } from './event-definition.ts';
import { aboutArchive, aboutArchiveExample } from './event-fields.ts';

/** Events about single values of documents. They never contain the values. */
export const fieldEvents = {
  FIELD_CORRECTED: event({
    line: 'A value of an uploaded document was corrected or added.',
    data: {
      ...aboutArchive,
      field: text(1, 50, { description: 'The name of the field, as in the `fields` of the archive.' }),
    },
    example: { ...aboutArchiveExample, field: 'netAmount' },
  }),
};
