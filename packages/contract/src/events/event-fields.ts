import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { id, providers, sourceId, userId } from '../schema/fields.ts';

/**
 * The data of an event about an account. The fields of `more` come before `providers`, because customers expect this
 * order.
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
 * The fields of an event about the data of a source. The field `accountId` contains the id of the source: an account,
 * or an archive if the data comes from uploaded files. The field got its name before archives existed.
 */
export const aboutSource = <More extends object>(more: More) => ({
  userId,
  accountId: sourceId,
  ...more,
  providers,
});

export const aboutArchive = { userId, archiveId: id('archive') };
export const aboutArchiveExample = { userId: exampleUserId, archiveId: exampleId('archive') };
