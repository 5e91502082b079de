import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { id, providers, sourceId, userId } from '../schema/fields.ts';

/** Data about one account. The fields that an event adds come before `providers`, in the order that customers expect. */
export const aboutAccount = <More extends object>(more: More) => ({
  userId,
  accountId: id('account'),
  ...more,
  providers,
});
export const aboutAccountExample = <More extends object>(more: More) => ({
  userId: exampleUserId,
  accountId: exampleId('account'),
  ...more,
  providers: ['quickride'],
});

/**
 * Data that a source yielded. `accountId` is the older name of `sourceId`: for data from uploaded files it is the id of
 * the archive, so that the events of one source stay together.
 */
export const aboutSource = <More extends object>(more: More) => ({
  userId,
  accountId: sourceId,
  ...more,
  providers,
});

export const aboutArchive = { userId, archiveId: id('archive') };
export const aboutArchiveExample = { userId: exampleUserId, archiveId: exampleId('archive') };
