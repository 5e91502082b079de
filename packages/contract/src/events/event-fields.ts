import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { id, providers, sourceId, userId } from '../schema/fields.ts';

/**
 * The data of an event about an account. The fields of `more` come before `providers`, in the order that customers
 * expect.
 */
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
 * The data of an event about a source's data. `accountId` is the older name of `sourceId`. For data from uploaded
 * files, it is the id of the archive, so that the events of one source stay together.
 */
export const aboutSource = <More extends object>(more: More) => ({
  userId,
  accountId: sourceId,
  ...more,
  providers,
});

export const aboutArchive = { userId, archiveId: id('archive') };
export const aboutArchiveExample = { userId: exampleUserId, archiveId: exampleId('archive') };
