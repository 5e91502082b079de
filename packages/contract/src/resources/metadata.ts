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

/** Where a collection of data came from. */
export const SourceMetadata = Type.Object(source, {
  description: 'Where this data came from.',
  examples: [sourceMetadataExample],
});
export type SourceMetadata = Type.Static<typeof SourceMetadata>;

export const metadataExample = {
  itemCreatedAt: exampleTime,
  createdAt: exampleTime,
  ...sourceMetadataExample,
};

/** Where one piece of data came from, and when it was made there and stored here. */
export const Metadata = Type.Object(
  {
    itemCreatedAt: nullable(dateTime),
    createdAt: dateTime,
    ...source,
  },
  {
    description:
      'Where this came from; `itemCreatedAt` is when the source made it, `createdAt` when it was stored.',
    examples: [metadataExample],
  },
);
export type Metadata = Type.Static<typeof Metadata>;
