import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { id, providers, sourceId, userId } from '../schema/fields.ts';

/** Data about one account. */
export const aboutAccount = { userId, accountId: id('account'), providers };
export const aboutAccountExample = {
  userId: exampleUserId,
  accountId: exampleId('account'),
  providers: ['quickride'],
};

/**
 * Data about what a source yielded. `accountId` is the older name of `sourceId`: for data that was read from
 * uploaded files it names the archive, so that the events of one source stay together.
 */
export const aboutSource = { userId, accountId: sourceId, providers };

export const aboutArchive = { userId, archiveId: id('archive') };
export const aboutArchiveExample = { userId: exampleUserId, archiveId: exampleId('archive') };
