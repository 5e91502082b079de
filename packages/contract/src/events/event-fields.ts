import { exampleId, exampleUserId } from '../schema/example-ids.ts';
import { id, providers, sourceId, userId } from '../schema/fields.ts';

/** Customers expect the fields of `more` before `providers`. */
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

/** `accountId` is older than archives. It contains the id of the account or archive. */
export const aboutSource = <More extends object>(more: More) => ({
  userId,
  accountId: sourceId,
  ...more,
  providers,
});

export const aboutArchive = { userId, archiveId: id('archive') };
export const aboutArchiveExample = { userId: exampleUserId, archiveId: exampleId('archive') };
