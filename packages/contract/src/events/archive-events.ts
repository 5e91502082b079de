import Type from 'typebox';
import { archiveFailureCodes } from '../archive-states.ts';
import { oneOf } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { event } from './event-definition.ts';
import { aboutArchive, aboutArchiveExample } from './event-fields.ts';

export const archiveEvents = {
  ARCHIVE_STARTED: event({
    line: 'Files were uploaded, by the user or by you.',
    data: aboutArchive,
    example: aboutArchiveExample,
  }),
  ARCHIVE_ANALYZED: event({
    line: 'Uploaded files were analysed or classified.',
    data: aboutArchive,
    example: aboutArchiveExample,
  }),
  ARCHIVE_REVOKED: event({
    line: 'The permission to use an archive was withdrawn.',
    data: aboutArchive,
    example: aboutArchiveExample,
  }),
  ARCHIVE_FAILED: event({
    line: 'Uploaded files could not be analysed.',
    data: {
      ...aboutArchive,
      errorCode: oneOf(archiveFailureCodes),
      errorMessage: nullable(Type.String()),
    },
    example: {
      ...aboutArchiveExample,
      errorCode: 'FILE_UNABLE_TO_RECOGNIZE',
      errorMessage: 'This does not look like a payslip.',
    },
  }),
};
