import Type from 'typebox';
import { exampleId, exampleTime, exampleUserId } from '../schema/example-ids.ts';
import { dateTime, providerId, sourceId, sourceType, userId } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

const source = { sourceId, sourceType, userId, providerId };

export const sourceMetadataExample = {
  sourceId: exampleId('account'),
  sourceType: 'ACCOUNT' as const,
  userId: exampleUserId,
  providerId: 'quickride',
};

/** The origin of all data of an account. */
export const SourceMetadata = Type.Object(source, {
  description: 'The origin of this data.',
  examples: [sourceMetadataExample],
});
export type SourceMetadata = Type.Static<typeof SourceMetadata>;

export const metadataExample = {
  itemCreatedAt: exampleTime,
  createdAt: exampleTime,
  ...sourceMetadataExample,
};

/**
 * The origin of one item of data. `itemCreatedAt` is the start of the day or month that the item is about. It is null
 * if the item has no date. `createdAt` is when we stored the item.
 */
export const Metadata = Type.Object(
  {
    itemCreatedAt: nullable(dateTime),
    createdAt: dateTime,
    ...source,
  },
  {
    description:
      'The origin of this data. `itemCreatedAt` is the start of the day or month that the data is about, such as the first day of a job. It is null if the data has no date. For a task, it is the time at which the task began. We stored the data at `createdAt`.',
    examples: [metadataExample],
  },
);
export type Metadata = Type.Static<typeof Metadata>;
