import Type from 'typebox';
import { archiveErrorCodes, archiveStatuses } from '../archive-states.ts';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, id, oneOf, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { fileTypeId } from './file-type.ts';
import { RawFile, rawFileExample } from './raw-file.ts';

export const uploadExample = {
  id: exampleId('archive'),
  createdAt: exampleTime,
  providerId: 'user-provided',
  userId: exampleUserId,
  type: 'PAYSLIP',
  state: { status: 'ANALYZED' as const, errorCode: null, errorMessage: null, updatedAt: exampleTime },
  rawFiles: [rawFileExample],
};

/** The legacy form of an archive. */
export const Upload = Type.Object(
  {
    id: id('archive'),
    createdAt: dateTime,
    providerId: Type.String({
      description:
        '`user-provided` if the files came from the widget, `tenant-provided` if they came from the API.',
    }),
    userId,
    // Null if the type was neither given nor recognised.
    type: nullable(fileTypeId),
    state: Type.Object({
      status: oneOf(archiveStatuses),
      errorCode: nullable(oneOf(archiveErrorCodes)),
      errorMessage: nullable(Type.String()),
      updatedAt: dateTime,
    }),
    rawFiles: Type.Array(RawFile),
  },
  { description: 'Files that were uploaded together.', examples: [uploadExample] },
);
export type Upload = Type.Static<typeof Upload>;
